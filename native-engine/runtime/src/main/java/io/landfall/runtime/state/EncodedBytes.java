package io.landfall.runtime.state;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes in memory, in pages: one large array would be copied as it grows, and be a burden for the
 * garbage collector. One thread while it is written, then any.
 */
final class EncodedBytes extends OutputStream {

  private static final int PAGE_BYTES = 1 << 16;

  private final List<byte[]> pages = new ArrayList<>();
  private final int mostBytes;
  private byte[] page = new byte[0];
  private int free;
  private int size;

  /**
   * @param mostBytes beyond, writing throws {@link TooMany}
   */
  EncodedBytes(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** More were written than wanted. */
  static final class TooMany extends IOException {
    private static final long serialVersionUID = 1L;
  }

  int size() {
    return size;
  }

  @Override
  public void write(int b) throws IOException {
    grow(1);
    if (free == 0) {
      addPage();
    }
    page[page.length - free--] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    grow(length);
    int done = 0;
    while (done < length) {
      if (free == 0) {
        addPage();
      }
      int step = Math.min(length - done, free);
      System.arraycopy(source, offset + done, page, page.length - free, step);
      free -= step;
      done += step;
    }
  }

  private void grow(int bytes) throws TooMany {
    if (bytes > mostBytes - size) {
      throw new TooMany();
    }
    size += bytes;
  }

  private void addPage() {
    page = new byte[PAGE_BYTES];
    free = PAGE_BYTES;
    pages.add(page);
  }

  void writeTo(OutputStream out, int fromByte, int toByte) throws IOException {
    int position = fromByte;
    while (position < toByte) {
      int offset = position % PAGE_BYTES;
      int step = Math.min(toByte - position, PAGE_BYTES - offset);
      out.write(pages.get(position / PAGE_BYTES), offset, step);
      position += step;
    }
  }
}
