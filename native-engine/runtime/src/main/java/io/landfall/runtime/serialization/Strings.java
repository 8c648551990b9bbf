package io.landfall.runtime.serialization;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;

/** Strings of any length and content, lone surrogates included, which UTF-8 could not keep. */
final class Strings {

  private Strings() {}

  static boolean isLatin(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        return false;
      }
    }
    return true;
  }

  static void writeLatin(String text, DataOutput out) throws IOException {
    out.writeInt(text.length());
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  static String readLatin(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.ISO_8859_1);
  }

  static void writeWide(String text, DataOutput out) throws IOException {
    byte[] bytes = new byte[Math.multiplyExact(2, text.length())];
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      bytes[2 * i] = (byte) (unit >>> 8);
      bytes[2 * i + 1] = (byte) unit;
    }
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String readWide(DataInput in) throws IOException {
    byte[] bytes = readBytes(in);
    char[] units = new char[bytes.length / 2];
    for (int i = 0; i < units.length; i++) {
      units[i] = (char) ((bytes[2 * i] << 8) | (bytes[2 * i + 1] & 0xff));
    }
    return new String(units);
  }

  static byte[] readBytes(DataInput in) throws IOException {
    int lengthBytes = in.readInt();
    if (lengthBytes < 0) {
      throw new StreamCorruptedException("a length of " + lengthBytes + " bytes");
    }
    byte[] bytes = new byte[lengthBytes];
    in.readFully(bytes);
    return bytes;
  }
}
