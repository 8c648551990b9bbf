package io.landfall.runtime.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The payload of one section, block by block. Closes the file. One thread. */
final class BlockInputStream extends InputStream {

  private final String where;
  private final Disk.Reader file;
  private final long endBytes;
  private long nextBlockBytes;
  private long leftBytes;
  private int blockNumber;
  private ByteBuffer payload = ByteBuffer.allocate(0);

  /**
   * @param lengthBytes of the payload
   */
  BlockInputStream(String where, Disk.Reader file, long offsetBytes, long lengthBytes)
      throws IOException {
    this.where = where;
    this.file = file;
    nextBlockBytes = offsetBytes;
    leftBytes = lengthBytes;
    endBytes = file.lengthBytes() - DataFileFormat.TRAILER_BYTES;
  }

  @Override
  public int read() throws IOException {
    return ensure() ? payload.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!ensure()) {
      return -1;
    }
    int step = Math.min(length, payload.remaining());
    payload.get(into, offset, step);
    return step;
  }

  @Override
  public int available() {
    return payload.remaining();
  }

  private boolean ensure() throws IOException {
    if (payload.hasRemaining()) {
      return true;
    }
    if (leftBytes <= 0) {
      return false;
    }
    BlockReader.Block block =
        BlockReader.read(where, file, nextBlockBytes, blockNumber++, endBytes);
    payload = block.payload();
    nextBlockBytes += block.raw().capacity();
    leftBytes -= payload.remaining();
    return true;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
