package io.landfall.connector.files.format;

import java.io.IOException;
import java.io.OutputStream;

/** How part files are written. Immutable: all threads share it. */
public interface WriteFormat<T> {

  /** What names of files end in, with its dot; may be empty. */
  String extension();

  /**
   * True if what has been written is a whole file after each {@link RecordEncoder#flush}, so that a
   * file can be cut there and can grow over several checkpoints. Otherwise each checkpoint ends all
   * files.
   */
  boolean canGrow();

  /**
   * For one new file.
   *
   * @param out not to be closed; buffering is the encoder's affair
   */
  RecordEncoder<T> encoder(OutputStream out) throws IOException;
}
