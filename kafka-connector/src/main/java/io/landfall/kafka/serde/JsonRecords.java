package io.landfall.kafka.serde;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/** JSON values by Jackson, which the job has to bring. Unknown fields are ignored. Any thread. */
public final class JsonRecords {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .findAndRegisterModules()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** Values as records or POJOs of {@code type}; records without a value are left out. */
  public static <T> RecordDeserializer<T> of(Class<T> type) {
    return of(MAPPER, MAPPER.constructType(type));
  }

  /** As {@link #of(Class)}, for generic types. */
  public static <T> RecordDeserializer<T> of(TypeReference<T> type) {
    return of(MAPPER, MAPPER.constructType(type));
  }

  /** As {@link #of(Class)}, read as {@code mapper} says. */
  public static <T> RecordDeserializer<T> of(ObjectMapper mapper, Class<T> type) {
    return of(mapper, mapper.constructType(type));
  }

  /** Values as trees. */
  public static RecordDeserializer<JsonNode> trees() {
    return of(JsonNode.class);
  }

  /** What is written for a value; null for null. */
  public static <T> RecordFields.Bytes<T> bytes() {
    return bytes(MAPPER);
  }

  /** As {@link #bytes()}, written as {@code mapper} says. */
  public static <T> RecordFields.Bytes<T> bytes(ObjectMapper mapper) {
    return value -> value == null ? null : mapper.writeValueAsBytes(value);
  }

  private static <T> RecordDeserializer<T> of(ObjectMapper mapper, JavaType type) {
    ObjectReader reader = mapper.readerFor(type);
    return record -> record.value() == null ? null : reader.readValue(record.value());
  }

  private JsonRecords() {}
}
