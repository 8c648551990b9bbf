package io.landfall.connector.files.format;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Another format, packed by gzip. Whenever a file has to be whole, a member is ended; a file of
 * several members is a gzip file as any (RFC 1952), which all usual tools unpack.
 */
public final class GzipFormat<T> implements WriteFormat<T> {

  private static final int BUFFER_BYTES = 1 << 14;

  private final WriteFormat<T> format;

  private GzipFormat(WriteFormat<T> format) {
    this.format = format;
  }

  public static <T> GzipFormat<T> of(WriteFormat<T> format) {
    return new GzipFormat<>(format);
  }

  @Override
  public String extension() {
    return format.extension() + ".gz";
  }

  @Override
  public boolean canGrow() {
    return format.canGrow();
  }

  @Override
  public RecordEncoder<T> encoder(OutputStream out) throws IOException {
    Members members = new Members(out);
    RecordEncoder<T> encoder = format.encoder(members);
    return new RecordEncoder<>() {
      @Override
      public void write(T value) throws IOException {
        encoder.write(value);
      }

      @Override
      public void flush() throws IOException {
        encoder.flush();
        members.endMember();
      }

      @Override
      public void finish() throws IOException {
        encoder.finish();
        members.endMember();
      }
    };
  }

  /** Begins a member with the first byte that there is for it. */
  private static final class Members extends OutputStream {
    private final OutputStream out;
    private GZIPOutputStream member;

    Members(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int singleByte) throws IOException {
      member().write(singleByte);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      member().write(bytes, from, length);
    }

    private GZIPOutputStream member() throws IOException {
      if (member == null) {
        member = new GZIPOutputStream(new Kept(out), BUFFER_BYTES);
      }
      return member;
    }

    void endMember() throws IOException {
      if (member != null) {
        // Closed, not only finished: that frees what the compressor has outside the heap.
        member.close();
        member = null;
      }
    }
  }

  /** Stays open when what writes to it is closed. */
  private static final class Kept extends FilterOutputStream {

    Kept(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
