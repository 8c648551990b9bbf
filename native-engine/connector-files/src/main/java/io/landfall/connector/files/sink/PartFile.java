package io.landfall.connector.files.sink;

import io.landfall.connector.files.format.RecordEncoder;
import io.landfall.connector.files.format.WriteFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A part file that is being written. Task thread only. */
final class PartFile<T> {

  private final PreparedFile file;
  private final FileChannel channel;
  private final RecordEncoder<T> encoder;
  private final long begunMs;
  private long writtenBytes;
  private long syncedBytes;

  /** What the latest handle says; 0 if there was none. */
  private long preparedBytes;

  /** What the latest handle in a durable checkpoint says. */
  private long durableBytes;

  private boolean ended;

  private PartFile(PreparedFile file, FileChannel channel, WriteFormat<T> format, long nowMs)
      throws IOException {
    this.file = file;
    this.channel = channel;
    this.begunMs = nowMs;
    this.encoder = format.encoder(new Counted());
  }

  static <T> PartFile<T> begin(PreparedFile file, WriteFormat<T> format, long nowMs)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            Path.of(file.unfinished()), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      return new PartFile<>(file, channel, format, nowMs);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  String unfinished() {
    return file.unfinished();
  }

  void write(T value) throws IOException {
    encoder.write(value);
  }

  /** About what the file has now. */
  long sizeBytes() {
    return writtenBytes + encoder.pendingBytes();
  }

  long ageMs(long nowMs) {
    return nowMs - begunMs;
  }

  /** Nothing is written any more; its bytes are passed on, but not durable yet. */
  void end() throws IOException {
    encoder.finish();
    ended = true;
  }

  /** Makes all that was written durable. */
  PreparedFile prepare() throws IOException {
    if (!ended) {
      encoder.flush();
    }
    if (writtenBytes > syncedBytes) {
      channel.force(true);
      syncedBytes = writtenBytes;
    }
    if (ended) {
      channel.close();
    }
    preparedBytes = writtenBytes;
    return new PreparedFile(file.unfinished(), file.target(), writtenBytes, ended);
  }

  /** A handle of this file, made while it was growing, is in a durable checkpoint. */
  void markDurable(PreparedFile handle) {
    durableBytes = Math.max(durableBytes, handle.lengthBytes());
  }

  /**
   * The run ends, in whatever way. What no handle names is deleted. What a durable checkpoint holds
   * is published, so that a job that is stopped leaves nothing hidden; but not if a later handle
   * may yet turn out to be durable, since a restore would look for more then.
   */
  void abandon() throws IOException {
    channel.close();
    if (preparedBytes == 0) {
      Publication.delete(Path.of(file.unfinished()));
    } else if (durableBytes == preparedBytes) {
      Publication.publish(new PreparedFile(file.unfinished(), file.target(), durableBytes, false));
    }
  }

  /** To the file's end; closing it is the part file's affair. */
  private final class Counted extends OutputStream {

    @Override
    public void write(int singleByte) throws IOException {
      write(new byte[] {(byte) singleByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
      while (left.hasRemaining()) {
        writtenBytes += channel.write(left);
      }
    }
  }
}
