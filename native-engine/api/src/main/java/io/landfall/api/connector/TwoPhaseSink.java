package io.landfall.api.connector;

import io.landfall.api.serialization.Serializer;
import java.util.List;

/**
 * A sink whose effects become visible exactly once: written, prepared at the barrier, committed
 * when the checkpoint is durable. One instance is shared by all subtasks, so it must be immutable.
 *
 * <pre>
 *  write* -> prepare --(checkpoint durable)--> commit     repeated after a restore: commit is idempotent
 *                `-----(crash before durable)-> the transaction is unknown to the restored run: abort leftovers in open
 * </pre>
 *
 * @param <T> the records
 * @param <C> the handle of a prepared transaction: small, serializable, enough to commit it from
 *     another process
 */
public interface TwoPhaseSink<T, C> {

  String name();

  /** Opens a subtask's writer; leftovers of an earlier run that were never prepared are aborted. */
  Writer<T, C> createWriter(WriterContext context) throws Exception;

  /** Makes a prepared transaction visible. Must succeed if it has been committed before. */
  void commit(C prepared) throws Exception;

  /** Gives up a prepared transaction; must succeed if it does not exist any more. */
  void abort(C prepared) throws Exception;

  /** Null for the generic one. */
  default Serializer<C> committableSerializer() {
    return null;
  }

  /** Writes one subtask's records. Task thread only. */
  interface Writer<T, C> extends AutoCloseable {

    void write(T value, long timestampMs) throws Exception;

    /**
     * Ends the open transactions, so that all that was written can be committed from their handles,
     * and starts new ones. Empty if nothing was written.
     */
    List<C> prepare(long checkpointId) throws Exception;

    /** Aborts what was not prepared. */
    @Override
    void close() throws Exception;
  }

  /** What a writer may know. */
  interface WriterContext {

    String jobName();

    /** The same in every run of the job: use it to name transactions. */
    String operatorUid();

    int subtaskIndex();

    int parallelism();

    /** One more after each recovery or new start from state; never goes back. */
    long restoredCheckpointId();
  }
}
