package io.landfall.runtime.storage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file in memory, of any size. Written by one thread, then read by any. */
final class PagedBytes implements Disk.Writer, Disk.Reader {

  private static final int PAGE_BYTES = 1 << 18;

  private final List<byte[]> pages = new ArrayList<>();
  private long lengthBytes;

  @Override
  public void write(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      int offset = (int) (lengthBytes % PAGE_BYTES);
      if (offset == 0) {
        pages.add(new byte[PAGE_BYTES]);
      }
      int step = Math.min(bytes.remaining(), PAGE_BYTES - offset);
      bytes.get(pages.get(pages.size() - 1), offset, step);
      lengthBytes += step;
    }
  }

  /** Frees what the last page has too much. */
  @Override
  public void sync() {
    int used = (int) (lengthBytes % PAGE_BYTES);
    if (used > 0) {
      int last = pages.size() - 1;
      pages.set(last, Arrays.copyOf(pages.get(last), used));
    }
  }

  @Override
  public long lengthBytes() {
    return lengthBytes;
  }

  @Override
  public int read(long offsetBytes, ByteBuffer into) {
    long position = offsetBytes;
    while (into.hasRemaining() && position < lengthBytes) {
      byte[] page = pages.get((int) (position / PAGE_BYTES));
      int offset = (int) (position % PAGE_BYTES);
      int step = Math.min(into.remaining(), page.length - offset);
      into.put(page, offset, step);
      position += step;
    }
    return (int) (position - offsetBytes);
  }

  @Override
  public void close() {}
}
