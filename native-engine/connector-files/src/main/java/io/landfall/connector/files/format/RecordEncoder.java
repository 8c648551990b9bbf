package io.landfall.connector.files.format;

import java.io.IOException;

/** Writes the values of one file. One thread. */
public interface RecordEncoder<T> {

  void write(T value) throws IOException;

  /** Passes all that was written on to the output. */
  void flush() throws IOException;

  /** As {@link #flush}, with what belongs to a file's end; nothing follows. */
  default void finish() throws IOException {
    flush();
  }

  /** Bytes that are not passed on yet and will be, about. */
  default long pendingBytes() {
    return 0;
  }
}
