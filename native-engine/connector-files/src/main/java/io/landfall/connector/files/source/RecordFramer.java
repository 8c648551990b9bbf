package io.landfall.connector.files.source;

import io.landfall.connector.files.format.Framing;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a file's bytes into records and knows where the next one begins. A record that fits into the
 * buffer is not copied. One thread.
 */
final class RecordFramer implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  /** How much of a record that is too long is kept, to tell what it was. */
  private static final int KEPT_BYTES = 1 << 10;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final Framing.RecordEnds ends;
  private final int maxRecordBytes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  /** A record's beginning that was in an earlier buffer. */
  private byte[] spilled = new byte[0];

  private int spilledBytes;
  private long recordBytes;
  private long nextOffsetBytes;
  private byte[] recordIn;
  private int recordFrom;
  private int recordLength;

  /**
   * @param offsetBytes where {@code in} stands in the file's (unpacked) bytes
   */
  RecordFramer(InputStream in, long offsetBytes, Framing framing, int maxRecordBytes) {
    this.in = in;
    this.nextOffsetBytes = offsetBytes;
    this.ends = framing.ends();
    this.maxRecordBytes = maxRecordBytes;
  }

  /** At the beginning of a file. */
  void skipByteOrderMark() throws IOException {
    limit = in.readNBytes(buffer, 0, BYTE_ORDER_MARK.length);
    if (limit == BYTE_ORDER_MARK.length
        && Arrays.equals(buffer, 0, limit, BYTE_ORDER_MARK, 0, limit)) {
      position = limit;
      nextOffsetBytes += limit;
    }
  }

  /** Where the next record begins, in bytes. */
  long nextOffsetBytes() {
    return nextOffsetBytes;
  }

  /**
   * Goes to the next record.
   *
   * @return false at the end of the file
   */
  boolean next() throws IOException {
    ends.begin();
    spilledBytes = 0;
    recordBytes = 0;
    while (position < limit || fill()) {
      int end = ends.find(buffer, position, limit);
      if (end >= 0) {
        complete(end);
        return true;
      }
      spill(position, limit);
      position = limit;
    }
    if (recordBytes == 0) {
      return false;
    }
    record(spilled, 0, spilledBytes);
    return true;
  }

  private void complete(int end) {
    int from = position;
    position = end + 1;
    nextOffsetBytes++;
    if (recordBytes == 0) {
      recordBytes = end - from;
      nextOffsetBytes += recordBytes;
      record(buffer, from, end - from);
    } else {
      spill(from, end);
      record(spilled, 0, spilledBytes);
    }
  }

  private void record(byte[] bytes, int from, int length) {
    recordIn = bytes;
    recordFrom = from;
    if (isTooLong()) {
      recordLength = Math.min(length, KEPT_BYTES);
    } else {
      boolean carriageReturn = length > 0 && bytes[from + length - 1] == '\r' && !ends.isOpen();
      recordLength = carriageReturn ? length - 1 : length;
    }
  }

  private void spill(int from, int to) {
    int length = to - from;
    recordBytes += length;
    nextOffsetBytes += length;
    int kept = (int) Math.min(length, maxRecordBytes - (long) spilledBytes);
    if (kept > 0) {
      if (spilledBytes + kept > spilled.length) {
        int grown = (int) Math.min(maxRecordBytes, 2L * (spilledBytes + kept));
        spilled = Arrays.copyOf(spilled, grown);
      }
      System.arraycopy(buffer, from, spilled, spilledBytes, kept);
      spilledBytes += kept;
    }
  }

  private boolean fill() throws IOException {
    int read = in.read(buffer);
    position = 0;
    limit = Math.max(read, 0);
    return read > 0;
  }

  /** True if the record has more bytes than are allowed; only its beginning is there then. */
  boolean isTooLong() {
    return recordBytes > maxRecordBytes;
  }

  /** True if the file ends within the record's quotes. */
  boolean isOpen() {
    return ends.isOpen();
  }

  /** Of the current record, with its line's end. */
  long recordBytes() {
    return recordBytes;
  }

  /** What the current record is in, until the next call of {@link #next}. */
  byte[] bytes() {
    return recordIn;
  }

  int from() {
    return recordFrom;
  }

  /** Without the line's end. */
  int length() {
    return recordLength;
  }

  byte[] copy() {
    return Arrays.copyOfRange(recordIn, recordFrom, recordFrom + recordLength);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
