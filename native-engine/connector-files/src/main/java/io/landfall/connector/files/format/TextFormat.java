package io.landfall.connector.files.format;

import java.io.OutputStream;

/**
 * A string a line, UTF-8. Bytes that are not UTF-8 are undecodable; a byte order mark at a file's
 * beginning is left out. A string with line ends in it becomes several lines.
 */
public final class TextFormat implements ReadFormat<String>, WriteFormat<String> {

  private static final TextFormat LINES = new TextFormat();

  private TextFormat() {}

  public static TextFormat lines() {
    return LINES;
  }

  @Override
  public Framing framing() {
    return Framing.lines();
  }

  @Override
  public RecordDecoder<String> decoder(String header) {
    return Utf8::decode;
  }

  @Override
  public String extension() {
    return ".txt";
  }

  @Override
  public boolean canGrow() {
    return true;
  }

  @Override
  public RecordEncoder<String> encoder(OutputStream out) {
    return new LineEncoder(out);
  }
}
