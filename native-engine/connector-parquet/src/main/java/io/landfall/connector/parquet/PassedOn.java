package io.landfall.connector.parquet;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** An output that is given, as Parquet's writer wants it. Stays open. One writer, one thread. */
final class PassedOn implements OutputFile {

  private final Counted out;

  PassedOn(OutputStream out) {
    this.out = new Counted(new BufferedOutputStream(out));
  }

  /** Of all that the writer wrote. */
  long position() {
    return out.position;
  }

  void flush() throws IOException {
    out.flush();
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return out;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return out;
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }

  private static final class Counted extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int singleByte) throws IOException {
      out.write(singleByte);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
