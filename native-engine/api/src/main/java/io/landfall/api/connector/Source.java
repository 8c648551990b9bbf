package io.landfall.api.connector;

import io.landfall.api.function.Counter;
import io.landfall.api.serialization.Serializer;
import java.util.function.LongSupplier;

/**
 * A source of records, divided into splits that readers work through.
 *
 * <p>One instance is shared by the job thread and all readers, so it must be immutable.
 *
 * @param <T> the records
 * @param <S> a split with the position in it; a value, handed around by reference and never changed
 * @param <E> what an enumerator remembers
 */
public interface Source<T, S extends SourceSplit, E> {

  /** A short name for logs and metrics, such as {@code text-file}. */
  String name();

  /** False if it never ends by itself. */
  boolean isBounded();

  /** Refuses a bad configuration before anything runs: a missing file, a malformed pattern. */
  default void validate() throws InvalidSourceException {}

  /**
   * @param restored what the enumerator of the restored checkpoint remembered; null at first
   */
  SplitEnumerator<S, E> createEnumerator(E restored) throws Exception;

  SourceReader<T, S> createReader(ReaderContext context) throws Exception;

  /** Null for the generic one. */
  default Serializer<S> splitSerializer() {
    return null;
  }

  /** Null for Java serialization. */
  default Serializer<E> enumeratorSerializer() {
    return null;
  }

  /** What a reader may know and ask. Task thread only, but for {@link #wakeUp}. */
  interface ReaderContext {

    int subtaskIndex();

    int parallelism();

    /** Wall clock in ms since the epoch, virtual in simulations. */
    long processingTimeMs();

    /** A counter of this subtask, created at the first call. */
    Counter counter(String name);

    /** A figure that metrics show; {@code value} is called by any thread. */
    void gauge(String name, LongSupplier value);

    /** Asks the enumerator for one more split. */
    void requestSplit();

    /** Any thread: there is something to poll now. */
    void wakeUp();
  }

  /** The source cannot run as configured; the message is one line that says what to do. */
  final class InvalidSourceException extends Exception {

    private static final long serialVersionUID = 1L;

    public InvalidSourceException(String message) {
      super(message);
    }
  }
}
