package io.landfall.connector.files.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strict decoding: malformed bytes are refused, not replaced. */
final class Utf8 {

  private static final char REPLACEMENT = '\uFFFD';

  static String decode(byte[] bytes, int from, int length) throws CharacterCodingException {
    String text = new String(bytes, from, length, StandardCharsets.UTF_8);
    // The fast way replaces malformed bytes; only then, or if the file has that character, be
    // strict.
    return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(bytes, from, length);
  }

  private static String decodeStrictly(byte[] bytes, int from, int length)
      throws CharacterCodingException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, length))
          .toString();
    } catch (CharacterCodingException e) {
      CharacterCodingException refused = new NotUtf8Exception();
      refused.initCause(e);
      throw refused;
    }
  }

  private static final class NotUtf8Exception extends CharacterCodingException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      return "the bytes are not UTF-8";
    }
  }

  private Utf8() {}
}
