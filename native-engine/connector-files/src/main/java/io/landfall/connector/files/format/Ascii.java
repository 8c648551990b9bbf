package io.landfall.connector.files.format;

/** Characters that are one byte in UTF-8, and never a part of another one's bytes. */
final class Ascii {

  static byte require(String what, char character) {
    if (character >= 128 || character == '\n' || character == '\r') {
      throw new IllegalArgumentException(
          what + " '" + character + "' is not an ASCII character other than a line's end");
    }
    return (byte) character;
  }

  private Ascii() {}
}
