package io.landfall.runtime.storage;

import io.landfall.runtime.state.Section;
import io.landfall.runtime.state.SectionOutput;
import io.landfall.runtime.state.SectionStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** Writes the sections of one data file as checksummed blocks. One thread. */
final class DataFileWriter implements SectionOutput {

  private final Disk.Writer file;
  private final CRC32C wholeFile = new CRC32C();
  private final ByteBuffer block =
      ByteBuffer.allocate(DataFileFormat.BLOCK_HEADER_BYTES + DataFileFormat.MAX_PAYLOAD_BYTES);

  private final BlockStream stream = new BlockStream();
  private final Map<Section, Extent> index = new LinkedHashMap<>();

  private long positionBytes;
  private Section open;
  private long sectionStartBytes;
  private long sectionLengthBytes;

  DataFileWriter(Disk.Writer file) throws IOException {
    this.file = file;
    ByteBuffer header = ByteBuffer.allocate(DataFileFormat.HEADER_BYTES);
    append(header.putInt(DataFileFormat.MAGIC).putInt(DataFileFormat.VERSION).flip());
  }

  @Override
  public SectionStream begin(Section section) throws IOException {
    if (index.containsKey(section) || section.equals(open)) {
      throw new IllegalStateException("section written twice: " + section);
    }
    endSection();
    open = section;
    return stream;
  }

  private void endSection() throws IOException {
    flushBlock();
    if (open != null) {
      index.put(open, new Extent(sectionStartBytes, sectionLengthBytes));
    }
    open = null;
    sectionStartBytes = positionBytes;
    sectionLengthBytes = 0;
  }

  /** Writes index and trailer, and makes the file durable. */
  StoredFile finish(String name) throws IOException {
    endSection();
    stream.writeInt(index.size());
    for (Map.Entry<Section, Extent> each : index.entrySet()) {
      stream.writeUTF(each.getKey().kind().name());
      stream.writeUTF(each.getKey().name());
      stream.writeInt(each.getKey().keyGroup());
      stream.writeLong(each.getValue().offsetBytes());
      stream.writeLong(each.getValue().lengthBytes());
    }
    flushBlock();
    ByteBuffer trailer = ByteBuffer.allocate(DataFileFormat.TRAILER_BYTES);
    trailer.putLong(sectionStartBytes).putLong(sectionLengthBytes);
    int checksum = DataFileFormat.checksumOf(trailer.duplicate().flip());
    append(trailer.putInt(checksum).putInt(DataFileFormat.MAGIC).flip());
    file.sync();
    return new StoredFile(name, positionBytes, DataFileFormat.hex(wholeFile.getValue()));
  }

  private void flushBlock() throws IOException {
    int payloadBytes = stream.end() - DataFileFormat.BLOCK_HEADER_BYTES;
    if (payloadBytes == 0) {
      return;
    }
    ByteBuffer payload = block.slice(DataFileFormat.BLOCK_HEADER_BYTES, payloadBytes);
    block.putInt(0, payloadBytes).putInt(Integer.BYTES, DataFileFormat.checksumOf(payload));
    append(block.slice(0, stream.end()));
    sectionLengthBytes += payloadBytes;
    stream.clear();
    // Writing takes its time anyway, and a task that has no core meanwhile keeps records waiting.
    Thread.yield();
  }

  private void append(ByteBuffer bytes) throws IOException {
    wholeFile.update(bytes.duplicate());
    positionBytes += bytes.remaining();
    file.write(bytes);
  }

  /**
   * Where a section is.
   *
   * @param offsetBytes of its first block in the file
   * @param lengthBytes of its payload, without block headers
   */
  record Extent(long offsetBytes, long lengthBytes) {}

  /** Fills the payload of {@link #block}. */
  private final class BlockStream extends SectionStream {

    BlockStream() {
      super(block.array(), DataFileFormat.BLOCK_HEADER_BYTES);
    }

    int end() {
      return end;
    }

    void clear() {
      end = DataFileFormat.BLOCK_HEADER_BYTES;
    }

    @Override
    protected void makeRoom() throws IOException {
      flushBlock();
    }
  }
}
