package io.landfall.connector.parquet;

import com.jerolba.carpet.CarpetParquetReader;
import io.landfall.connector.files.source.OpenSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;

/** A row group that is being read. One thread. */
final class OpenRowGroup<T> implements OpenSplit<RowGroupSplit> {

  private final RowGroupSplit split;
  private final ParquetReader<T> reader;
  private long nextRow;

  /** At the split's position, which takes reading the rows before. */
  OpenRowGroup(RowGroupSplit split, Class<T> type) throws IOException {
    this.split = split;
    try {
      reader =
          CarpetParquetReader.builder(new LocalInputFile(Path.of(split.path())), type)
              .withConf(new PlainParquetConfiguration())
              .withFileRange(split.fromBytes(), split.endBytes())
              .build();
    } catch (IOException e) {
      throw naming(e);
    }
    boolean there = false;
    try {
      while (nextRow < split.nextRow()) {
        next();
      }
      there = true;
    } finally {
      if (!there) {
        close();
      }
    }
  }

  boolean hasNext() {
    return nextRow < split.rows();
  }

  T next() throws IOException {
    T row;
    try {
      row = reader.read();
    } catch (IOException | RuntimeException e) {
      // What does not fit the type, and what is damaged, comes as an unchecked exception.
      throw naming(e);
    }
    if (row == null) {
      throw new IOException(
          where()
              + ": it had "
              + split.rows()
              + " rows when it was found; bring the file back as it was, or start afresh");
    }
    nextRow++;
    return row;
  }

  private IOException naming(Exception e) {
    if (Files.notExists(Path.of(split.path()))) {
      return new IOException(
          split.path() + ": was found but is gone now; bring it back, or start afresh", e);
    }
    return new IOException(
        where() + ": cannot be read: " + e.getMessage() + "; correct the file, or the type", e);
  }

  private String where() {
    return split.path() + ", row " + nextRow + " of the row group at byte " + split.fromBytes();
  }

  @Override
  public String splitId() {
    return split.splitId();
  }

  @Override
  public RowGroupSplit splitNow() {
    return split.at(nextRow);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
