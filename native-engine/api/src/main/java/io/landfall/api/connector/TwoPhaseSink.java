package io.landfall.api.connector;

import io.landfall.api.function.Counter;
import io.landfall.api.serialization.Serializer;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

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

  /** Refuses a bad configuration before anything runs: an unreachable server, a missing table. */
  default void validate(Settings settings) throws InvalidSinkException {}

  /**
   * True if writers wait for something outside while they write, prepare or commit: they run on
   * threads then that nobody else needs.
   */
  default boolean mayBlock() {
    return false;
  }

  /** Opens a subtask's writer; leftovers of an earlier run that were never prepared are aborted. */
  Writer<T, C> createWriter(WriterContext context) throws Exception;

  /**
   * As {@link #createWriter(WriterContext)}, for a sink that must not touch what an earlier run
   * prepared.
   *
   * @param restored the handles that the restored checkpoint holds, those of all subtasks; each is
   *     committed before the writer of one of them is created, not necessarily of this one
   */
  default Writer<T, C> createWriter(WriterContext context, List<C> restored) throws Exception {
    return createWriter(context);
  }

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

    /**
     * Commits what this writer prepared, by what it still holds open for it.
     *
     * @return false if it holds nothing: the sink commits it then
     */
    default boolean tryCommit(C prepared) throws Exception {
      return false;
    }

    /** The checkpoint is durable and what it holds is committed; may come late, or be lost. */
    default void onCheckpointComplete(long checkpointId) throws Exception {}

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

    /** A counter of this subtask, created at the first call. */
    Counter counter(String name);

    /** A figure that metrics show; {@code value} is called by any thread. */
    void gauge(String name, LongSupplier value);
  }

  /**
   * What of the job a sink may depend on.
   *
   * @param operatorUid the sink's own, as its writers get it
   * @param checkpointing false if no checkpoints are taken at intervals
   * @param checkpointTimeout after which a checkpoint is given up
   */
  record Settings(
      String jobName,
      String operatorUid,
      boolean checkpointing,
      Duration checkpointInterval,
      Duration checkpointTimeout) {}

  /** The sink cannot run as configured; the message is one line that says what to do. */
  final class InvalidSinkException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidSinkException(String message) {
      super(message);
    }
  }
}
