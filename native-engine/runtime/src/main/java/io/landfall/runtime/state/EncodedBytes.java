package io.landfall.runtime.state;

import java.io.OutputStream;
import java.util.Arrays;

/** Bytes in memory, below 2 GiB. One thread while it is written, then any. */
final class EncodedBytes extends OutputStream {

  private byte[] bytes;
  private int size;

  EncodedBytes(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public void write(int b) {
    makeRoom(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    makeRoom(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  private void makeRoom(int length) {
    int needed = Math.addExact(size, length);
    if (needed > bytes.length) {
      int doubled = (int) Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length);
      bytes = Arrays.copyOf(bytes, Math.max(needed, doubled));
    }
  }
}
