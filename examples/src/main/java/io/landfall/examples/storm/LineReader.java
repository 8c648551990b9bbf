package io.landfall.examples.storm;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a file by their offsets, through a buffer. One thread. */
final class LineReader {

  private static final int BUFFER_BYTES = 1 << 16;

  private final RandomAccessFile file;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private long bufferOffset;
  private int bufferLength;
  private long nextOffset;

  LineReader(RandomAccessFile file) {
    this.file = file;
  }

  /** Where the first line of a share begins; that of share {@code shares} is the file's end. */
  long startOfShare(int share, int shares) throws IOException {
    return firstLineFrom(file.length() * share / shares);
  }

  private long firstLineFrom(long offset) throws IOException {
    if (offset == 0 || offset >= file.length()) {
      return offset;
    }
    lineAt(offset - 1);
    return nextOffset;
  }

  /** The line that begins at {@code offset}, without its end. */
  String lineAt(long offset) throws IOException {
    byte[] line = new byte[128];
    int length = 0;
    long at = offset;
    for (int b = read(at); b >= 0; b = read(at)) {
      at++;
      if (b == '\n') {
        break;
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, length * 2);
      }
      line[length++] = (byte) b;
    }
    nextOffset = at;
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }

  /** Where the line behind the last one read begins. */
  long nextOffset() {
    return nextOffset;
  }

  private int read(long offset) throws IOException {
    if (offset < bufferOffset || offset >= bufferOffset + bufferLength) {
      file.seek(offset);
      bufferOffset = offset;
      bufferLength = Math.max(0, file.read(buffer));
    }
    return bufferLength == 0 ? -1 : buffer[(int) (offset - bufferOffset)] & 0xff;
  }
}
