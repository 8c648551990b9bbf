package io.landfall.connector.files.format;

/** How files are read. Immutable: all threads share it. */
public interface ReadFormat<T> {

  Framing framing();

  /** True if the first record of each file says what the others are made of. */
  default boolean hasHeader() {
    return false;
  }

  /**
   * For the records of one file.
   *
   * @param header the file's first record; null if files have none
   * @throws Exception if the header is not one of such files; the message says why
   */
  RecordDecoder<T> decoder(String header) throws Exception;
}
