package io.landfall.runtime.state;

import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Writes what {@link java.io.DataOutputStream} would, straight into an array that the subclass has:
 * no lock, no call for each byte, and strings gone through once. One thread.
 */
public abstract class SectionStream extends OutputStream implements DataOutput {

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private static final int MOST_UTF_BYTES = 0xffff;

  /** What is written goes here. */
  protected byte[] bytes;

  /** Where the next byte goes. */
  protected int end;

  protected SectionStream(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
  }

  /** The array is full: gives room for a byte at least, in this array or another one. */
  protected abstract void makeRoom() throws IOException;

  private boolean hasRoom(int count) {
    return bytes.length - end >= count;
  }

  @Override
  public final void write(int b) throws IOException {
    if (end == bytes.length) {
      makeRoom();
    }
    bytes[end++] = (byte) b;
  }

  @Override
  public final void write(byte[] from) throws IOException {
    write(from, 0, from.length);
  }

  @Override
  public final void write(byte[] from, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (end == bytes.length) {
        makeRoom();
      }
      int step = Math.min(length - done, bytes.length - end);
      System.arraycopy(from, offset + done, bytes, end, step);
      end += step;
      done += step;
    }
  }

  @Override
  public final void writeBoolean(boolean value) throws IOException {
    write(value ? 1 : 0);
  }

  @Override
  public final void writeByte(int value) throws IOException {
    write(value);
  }

  @Override
  public final void writeShort(int value) throws IOException {
    if (hasRoom(Short.BYTES)) {
      SHORT.set(bytes, end, (short) value);
      end += Short.BYTES;
    } else {
      write(value >>> Byte.SIZE);
      write(value);
    }
  }

  @Override
  public final void writeChar(int value) throws IOException {
    writeShort(value);
  }

  @Override
  public final void writeInt(int value) throws IOException {
    if (hasRoom(Integer.BYTES)) {
      INT.set(bytes, end, value);
      end += Integer.BYTES;
    } else {
      writeShort(value >>> Short.SIZE);
      writeShort(value);
    }
  }

  @Override
  public final void writeLong(long value) throws IOException {
    if (hasRoom(Long.BYTES)) {
      LONG.set(bytes, end, value);
      end += Long.BYTES;
    } else {
      writeInt((int) (value >>> Integer.SIZE));
      writeInt((int) value);
    }
  }

  @Override
  public final void writeFloat(float value) throws IOException {
    writeInt(Float.floatToIntBits(value));
  }

  @Override
  public final void writeDouble(double value) throws IOException {
    writeLong(Double.doubleToLongBits(value));
  }

  @Override
  public final void writeBytes(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      write(text.charAt(i));
    }
  }

  @Override
  public final void writeChars(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      writeChar(text.charAt(i));
    }
  }

  @Override
  public final void writeUTF(String text) throws IOException {
    int length = text.length();
    if (length > MOST_UTF_BYTES || !hasRoom(Short.BYTES + length) || !putAscii(text, length)) {
      writeModifiedUtf(text);
    }
  }

  /**
   * A byte for each character, which most strings take.
   *
   * @return false if it takes more; nothing is written then
   */
  private boolean putAscii(String text, int length) {
    int others = 0;
    int at = end + Short.BYTES;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      // 0 takes two bytes, too.
      others |= (c - 1 | c) >>> 7;
      bytes[at + i] = (byte) c;
    }
    if (others != 0) {
      return false;
    }
    SHORT.set(bytes, end, (short) length);
    end = at + length;
    return true;
  }

  private void writeModifiedUtf(String text) throws IOException {
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      length += utfBytes(text.charAt(i));
    }
    if (length > MOST_UTF_BYTES) {
      throw new UTFDataFormatException(
          "a string of " + length + " bytes; writeUTF takes up to " + MOST_UTF_BYTES);
    }
    writeShort((int) length);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (utfBytes(c)) {
        case 1 -> write(c);
        case 2 -> {
          write(0xc0 | c >>> 6);
          write(0x80 | c & 0x3f);
        }
        default -> {
          write(0xe0 | c >>> 12);
          write(0x80 | c >>> 6 & 0x3f);
          write(0x80 | c & 0x3f);
        }
      }
    }
  }

  private static int utfBytes(char c) {
    if (c != 0 && c < 0x80) {
      return 1;
    }
    return c < 0x800 ? 2 : 3;
  }
}
