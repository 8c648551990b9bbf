package io.landfall.connector.files.format;

/** Makes values of the records of one file. One thread. */
@FunctionalInterface
public interface RecordDecoder<T> {

  /**
   * The value of a record, or null if there is none in it, such as in an empty line.
   *
   * @param bytes UTF-8; not the decoder's to keep
   * @param from where the record begins
   * @param length without the end of its line
   * @throws Exception if these bytes are no such record; the message says why
   */
  T decode(byte[] bytes, int from, int length) throws Exception;
}
