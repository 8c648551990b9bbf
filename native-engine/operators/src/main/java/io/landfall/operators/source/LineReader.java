package io.landfall.operators.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads UTF-8 lines, ended by LF or CR LF, from an offset on, and knows the next line's offset. */
final class LineReader implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteArrayOutputStream longLine = new ByteArrayOutputStream();
  private int position;
  private int limit;
  private long offsetBytes;

  private LineReader(InputStream in, long offsetBytes) {
    this.in = in;
    this.offsetBytes = offsetBytes;
  }

  /**
   * @param offsetBytes in the unpacked text
   */
  static LineReader open(Path path, long offsetBytes) throws IOException {
    if (isCompressed(path)) {
      InputStream in = new GZIPInputStream(Files.newInputStream(path), BUFFER_BYTES);
      in.skipNBytes(offsetBytes);
      return new LineReader(in, offsetBytes);
    }
    SeekableByteChannel channel = Files.newByteChannel(path);
    if (offsetBytes > channel.size()) {
      long size = channel.size();
      channel.close();
      throw new IOException(
          path
              + ": was read up to byte "
              + offsetBytes
              + " but has only "
              + size
              + " now; restore the file or start afresh");
    }
    return new LineReader(Channels.newInputStream(channel.position(offsetBytes)), offsetBytes);
  }

  static boolean isCompressed(Path path) {
    return path.toString().endsWith(".gz");
  }

  /** Where the next line begins, in bytes. */
  long offsetBytes() {
    return offsetBytes;
  }

  /** The next line without its end, or null at the end of the file. */
  String readLine() throws IOException {
    longLine.reset();
    while (true) {
      if (position == limit && !fill()) {
        return longLine.size() == 0 ? null : endLine(0, 0);
      }
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      int from = position;
      if (end < limit) {
        position = end + 1;
        offsetBytes += position - from;
        return endLine(from, end - from);
      }
      longLine.write(buffer, from, end - from);
      offsetBytes += end - from;
      position = end;
    }
  }

  private String endLine(int from, int length) {
    if (longLine.size() > 0) {
      longLine.write(buffer, from, length);
      return decode(longLine.toByteArray(), 0, longLine.size());
    }
    return decode(buffer, from, length);
  }

  private static String decode(byte[] bytes, int from, int length) {
    boolean carriageReturn = length > 0 && bytes[from + length - 1] == '\r';
    return new String(bytes, from, carriageReturn ? length - 1 : length, StandardCharsets.UTF_8);
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer);
    position = 0;
    limit = Math.max(read, 0);
    return read > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
