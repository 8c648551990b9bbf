package io.landfall.connector.parquet;

import io.landfall.connector.files.format.RecordEncoder;
import io.landfall.connector.files.format.WriteFormat;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Parquet, a column for each component of a Java record, packed by Snappy. A component of a
 * primitive type is a required column, any other an optional one; nested records, lists and maps
 * become groups as the Parquet format's rules for logical types say.
 *
 * <p>A file has no rows before its footer is written, so it cannot grow: each checkpoint ends all
 * files, as {@code RollingPolicy.atEachCheckpoint()} does. Rows of a file that is being written are
 * in memory up to {@link #rowGroupBytes}, for each bucket of each subtask.
 */
public final class ParquetFormat<T> implements WriteFormat<T> {

  private static final int ROW_GROUP_BYTES = 16 << 20;

  private final Class<T> type;
  private final long rowGroupBytes;

  private ParquetFormat(Class<T> type, long rowGroupBytes) {
    this.type = type;
    this.rowGroupBytes = rowGroupBytes;
  }

  /**
   * Rows of {@code type}.
   *
   * @throws IllegalArgumentException if it has a component that no column can hold
   */
  public static <T extends Record> ParquetFormat<T> of(Class<T> type) {
    ParquetFormat<T> format = new ParquetFormat<>(type, ROW_GROUP_BYTES);
    format.requireColumns();
    return format;
  }

  /** About what rows in memory take before they are passed on; 16 MiB by default. */
  public ParquetFormat<T> rowGroupBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("row groups of " + bytes + " bytes; give 1 or more");
    }
    return new ParquetFormat<>(type, bytes);
  }

  /** Where the job is put together, not at its first record. */
  private void requireColumns() {
    try {
      encoder(OutputStream.nullOutputStream()).finish();
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          type.getName() + " cannot be rows of a Parquet file: " + e.getMessage(), e);
    }
  }

  @Override
  public String extension() {
    return ".parquet";
  }

  @Override
  public boolean canGrow() {
    return false;
  }

  @Override
  public RecordEncoder<T> encoder(OutputStream out) throws IOException {
    return new ParquetEncoder<>(type, rowGroupBytes, out);
  }
}
