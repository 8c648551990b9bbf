package io.landfall.connector.files.format;

/** Every LF ends a record. */
final class LineEnds implements Framing.RecordEnds {

  @Override
  public void begin() {}

  @Override
  public int find(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean isOpen() {
    return false;
  }
}
