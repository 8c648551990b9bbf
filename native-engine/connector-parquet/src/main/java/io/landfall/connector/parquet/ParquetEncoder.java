package io.landfall.connector.parquet;

import com.jerolba.carpet.CarpetParquetWriter;
import com.jerolba.carpet.TimeUnit;
import io.landfall.connector.files.format.RecordEncoder;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** One Parquet file. Task thread only. */
final class ParquetEncoder<T> implements RecordEncoder<T> {

  private final PassedOn out;
  private final ParquetWriter<T> writer;
  private boolean failed;
  private boolean finished;

  ParquetEncoder(Class<T> type, long rowGroupBytes, OutputStream target) throws IOException {
    out = new PassedOn(target);
    writer =
        CarpetParquetWriter.builder(out, type)
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withRowGroupSize(rowGroupBytes)
            .withDefaultTimeUnit(TimeUnit.MICROS)
            .build();
  }

  @Override
  public void write(T value) throws IOException {
    boolean written = false;
    try {
      writer.write(value);
      written = true;
    } finally {
      failed |= !written;
    }
  }

  /** Row groups that are whole; no reader can use them before {@link #finish}. */
  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void finish() throws IOException {
    // The writer would end without a footer and without a word.
    if (failed) {
      throw new IOException("a record could not be written, so the Parquet file has no end");
    }
    writer.close();
    finished = true;
  }

  @Override
  public long pendingBytes() {
    // The writer counts from the file's beginning.
    return finished ? 0 : Math.max(0, writer.getDataSize() - out.position());
  }
}
