package io.landfall.connector.files.format;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** Lines of UTF-8 text. */
final class LineEncoder implements RecordEncoder<String> {

  private final BufferedWriter writer;

  LineEncoder(OutputStream out) {
    writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  @Override
  public void write(String line) throws IOException {
    writer.write(line);
    writer.write('\n');
  }

  @Override
  public void flush() throws IOException {
    writer.flush();
  }
}
