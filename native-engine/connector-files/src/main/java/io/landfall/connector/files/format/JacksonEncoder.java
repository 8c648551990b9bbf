package io.landfall.connector.files.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Values one behind the other, each whole in the output or, after a failure, none of it. */
final class JacksonEncoder<T> implements RecordEncoder<T> {

  private final JsonGenerator generator;
  private final SequenceWriter values;
  private final boolean endsLines;

  /**
   * @param endsLines false if what Jackson writes of a value ends with a line's end already
   */
  JacksonEncoder(ObjectWriter writer, OutputStream out, boolean endsLines) throws IOException {
    this.endsLines = endsLines;
    this.generator =
        writer
            .createGenerator(new BufferedOutputStream(out))
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    this.values =
        writer.without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE).writeValues(generator);
  }

  @Override
  public void write(T value) throws IOException {
    values.write(value);
    if (endsLines) {
      generator.writeRaw('\n');
    }
  }

  @Override
  public void flush() throws IOException {
    generator.flush();
  }
}
