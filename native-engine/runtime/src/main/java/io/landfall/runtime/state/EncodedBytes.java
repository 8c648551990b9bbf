package io.landfall.runtime.state;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes in memory, in pages: one large array would be copied as it grows, and be a burden for the
 * garbage collector. One thread while it is written, then any.
 */
final class EncodedBytes extends SectionStream {

  private static final int PAGE_BYTES = 1 << 16;

  /** All but the last, which is smaller if that is enough, are of {@link #PAGE_BYTES}. */
  private final List<byte[]> pages = new ArrayList<>();

  private final int mostBytes;

  /**
   * @param mostBytes beyond, writing throws {@link TooMany}
   */
  EncodedBytes(int mostBytes) {
    super(new byte[0], 0);
    this.mostBytes = mostBytes;
  }

  /** More were written than wanted. */
  static final class TooMany extends IOException {
    private static final long serialVersionUID = 1L;
  }

  int size() {
    return pages.isEmpty() ? 0 : (pages.size() - 1) * PAGE_BYTES + end;
  }

  @Override
  protected void makeRoom() throws TooMany {
    int size = Math.min(PAGE_BYTES, mostBytes - size());
    if (size == 0) {
      throw new TooMany();
    }
    bytes = new byte[size];
    end = 0;
    pages.add(bytes);
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
