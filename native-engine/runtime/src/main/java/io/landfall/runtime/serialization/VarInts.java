package io.landfall.runtime.serialization;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;

/** Numbers from 0 to {@code Integer.MAX_VALUE}, seven bits a byte, the lowest first. */
public final class VarInts {

  private VarInts() {}

  /**
   * @param number 0 or more
   */
  public static void write(int number, DataOutput out) throws IOException {
    int left = number;
    while (left > 0x7f) {
      out.writeByte(left & 0x7f | 0x80);
      left >>>= 7;
    }
    out.writeByte(left);
  }

  /**
   * @throws StreamCorruptedException if it is none that {@link #write} made
   */
  public static int read(DataInput in) throws IOException {
    int number = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int next = in.readUnsignedByte();
      number |= (next & 0x7f) << shift;
      if (next <= 0x7f && number >= 0) {
        return number;
      }
    }
    throw new StreamCorruptedException("a number beyond the range of int");
  }
}
