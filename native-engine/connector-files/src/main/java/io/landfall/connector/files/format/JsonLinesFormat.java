package io.landfall.connector.files.format;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A JSON value a line, by Jackson. Fields that the type lacks are ignored, empty lines are left
 * out, and whatever follows a value on its line makes it undecodable.
 */
public final class JsonLinesFormat<T> implements ReadFormat<T>, WriteFormat<T> {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .findAndRegisterModules()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final ObjectReader reader;
  private final ObjectWriter writer;

  private JsonLinesFormat(ObjectMapper mapper, JavaType type) {
    reader = mapper.readerFor(type).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    writer =
        mapper
            .writerFor(type)
            .without(SerializationFeature.INDENT_OUTPUT)
            .withRootValueSeparator("");
  }

  /** Records or POJOs of {@code type}. */
  public static <T> JsonLinesFormat<T> of(Class<T> type) {
    return new JsonLinesFormat<>(MAPPER, MAPPER.constructType(type));
  }

  /** As {@link #of(Class)}, for generic types. */
  public static <T> JsonLinesFormat<T> of(TypeReference<T> type) {
    return new JsonLinesFormat<>(MAPPER, MAPPER.constructType(type));
  }

  /** As {@link #of(Class)}, as {@code mapper} says. */
  public static <T> JsonLinesFormat<T> of(ObjectMapper mapper, Class<T> type) {
    return new JsonLinesFormat<>(mapper, mapper.constructType(type));
  }

  /** Any values, as trees. */
  public static JsonLinesFormat<JsonNode> trees() {
    return of(JsonNode.class);
  }

  @Override
  public Framing framing() {
    return Framing.lines();
  }

  @Override
  public RecordDecoder<T> decoder(String header) {
    return (bytes, from, length) ->
        isBlank(bytes, from, length) ? null : reader.readValue(bytes, from, length);
  }

  private static boolean isBlank(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String extension() {
    return ".jsonl";
  }

  @Override
  public boolean canGrow() {
    return true;
  }

  @Override
  public RecordEncoder<T> encoder(OutputStream out) throws IOException {
    return new JacksonEncoder<>(writer, out, true);
  }
}
