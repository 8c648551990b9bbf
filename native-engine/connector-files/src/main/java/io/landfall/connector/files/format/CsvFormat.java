package io.landfall.connector.files.format;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Comma separated values as in RFC 4180, by Jackson. The first record of a file is its header
 * unless {@link #withoutHeader} is said; columns go to fields by name, whatever their order.
 *
 * <p>Undecodable: a row with more or fewer columns than the header, and a field that its type
 * cannot take. An empty field is null for a type that is no string, which a primitive cannot take.
 * A file whose header lacks a field of the type fails the job. Empty lines are left out.
 */
public final class CsvFormat<T> implements ReadFormat<T>, WriteFormat<T> {

  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .findAndAddModules()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(CsvParser.Feature.FAIL_ON_MISSING_COLUMNS)
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .withCoercionConfigDefaults(
              emptyFields ->
                  emptyFields.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
          .withCoercionConfig(
              LogicalType.Textual,
              texts -> texts.setCoercion(CoercionInputShape.EmptyString, CoercionAction.TryConvert))
          .build();

  private static final ObjectReader HEADER = MAPPER.readerForListOf(String.class);

  private final JavaType type;

  /** Separator, quote, null value; and the columns if files have no header. */
  private final CsvSchema schema;

  /** Of the type, in its order; empty for maps. */
  private final List<String> fields;

  private final boolean header;
  private final boolean cuttable;

  private CsvFormat(
      JavaType type, CsvSchema schema, List<String> fields, boolean header, boolean cuttable) {
    this.type = type;
    this.schema = schema;
    this.fields = fields;
    this.header = header;
    this.cuttable = cuttable;
  }

  /** Rows as records or POJOs of {@code type}. */
  public static <T> CsvFormat<T> of(Class<T> type) {
    JavaType javaType = MAPPER.constructType(type);
    List<String> fields = MAPPER.schemaFor(javaType).getColumnNames();
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(
          type.getName() + " has no fields that could be columns; give a record or a POJO");
    }
    return new CsvFormat<>(javaType, plain(), fields, true, false);
  }

  /** Rows as maps of column to field, in the file's order; to read only. */
  public static CsvFormat<Map<String, String>> maps() {
    JavaType javaType =
        MAPPER.getTypeFactory().constructMapType(Map.class, String.class, String.class);
    return new CsvFormat<>(javaType, plain(), List.of(), true, false);
  }

  private static CsvSchema plain() {
    return CsvSchema.emptySchema().withLineSeparator("\n");
  }

  /**
   * Files have no header; their columns are these, in this order. Without any they are the type's
   * fields in their order.
   */
  public CsvFormat<T> withoutHeader(String... columns) {
    List<String> names = columns.length == 0 ? fields : Arrays.asList(columns);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("rows without a header as maps: name their columns");
    }
    requireFields(names, "the columns");
    return new CsvFormat<>(type, withColumns(names), fields, false, cuttable);
  }

  /** Instead of the comma. */
  public CsvFormat<T> separator(char separator) {
    Ascii.require("separator", separator);
    return with(schema.withColumnSeparator(separator));
  }

  /** Instead of the double quote. */
  public CsvFormat<T> quote(char quote) {
    Ascii.require("quote", quote);
    return with(schema.withQuoteChar(quote));
  }

  /** What a field without a value is written as, and read from, such as {@code NULL}. */
  public CsvFormat<T> nullValue(String text) {
    return with(schema.withNullValue(text));
  }

  /**
   * No field has a line's end in it, so that large files can be read in ranges, and a quote that is
   * not closed spoils one row only.
   */
  public CsvFormat<T> singleLines() {
    return new CsvFormat<>(type, schema, fields, header, true);
  }

  private CsvFormat<T> with(CsvSchema changed) {
    return new CsvFormat<>(type, changed, fields, header, cuttable);
  }

  private CsvSchema withColumns(List<String> names) {
    CsvSchema.Builder builder = schema.rebuild().clearColumns();
    names.forEach(builder::addColumn);
    return builder.build();
  }

  private void requireFields(List<String> columns, String what) {
    for (String field : fields) {
      if (!columns.contains(field)) {
        throw new IllegalArgumentException(
            what
                + " "
                + columns
                + " lack the field '"
                + field
                + "' of "
                + type.getRawClass().getName());
      }
    }
  }

  @Override
  public Framing framing() {
    return cuttable
        ? Framing.lines()
        : Framing.quotedLines(schema.getColumnSeparator(), (char) schema.getQuoteChar());
  }

  @Override
  public boolean hasHeader() {
    return header;
  }

  @Override
  public RecordDecoder<T> decoder(String headerLine) throws Exception {
    CsvSchema columns = header ? withColumns(columnsOf(headerLine)) : schema;
    ObjectReader rows = MAPPER.readerFor(type).with(columns);
    return (bytes, from, length) ->
        length == 0 ? null : rows.readValue(Utf8.decode(bytes, from, length));
  }

  private List<String> columnsOf(String headerLine) throws IOException {
    List<String> columns = HEADER.with(schema).readValue(headerLine);
    requireFields(columns, "the header's columns");
    if (columns.stream().distinct().count() < columns.size()) {
      throw new IllegalArgumentException("the header " + columns + " has one column twice");
    }
    return columns;
  }

  @Override
  public String extension() {
    return ".csv";
  }

  @Override
  public boolean canGrow() {
    return true;
  }

  @Override
  public RecordEncoder<T> encoder(OutputStream out) throws IOException {
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(
          "CSV files of maps have no fixed columns to write; give a record or a POJO");
    }
    CsvSchema columns = header ? withColumns(fields).withHeader() : schema;
    return new JacksonEncoder<>(MAPPER.writerFor(type).with(columns), out, false);
  }
}
