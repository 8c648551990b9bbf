package io.landfall.runtime.storage;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads one block and verifies it. */
final class BlockReader {

  private BlockReader() {}

  /**
   * @param block its number, for messages
   * @param endBytes where the blocks of the file end at the latest
   */
  static Block read(String where, Disk.Reader file, long offsetBytes, int block, long endBytes)
      throws IOException {
    ByteBuffer header =
        DataFileReader.readFully(where, file, offsetBytes, DataFileFormat.BLOCK_HEADER_BYTES);
    int lengthBytes = header.getInt();
    int expected = header.getInt();
    long next = offsetBytes + DataFileFormat.BLOCK_HEADER_BYTES + lengthBytes;
    if (lengthBytes <= 0 || lengthBytes > DataFileFormat.MAX_PAYLOAD_BYTES || next > endBytes) {
      throw new CheckpointCorruptException(
          where + ", block " + block + ": length " + lengthBytes + " bytes is not possible");
    }
    ByteBuffer raw =
        DataFileReader.readFully(
            where, file, offsetBytes, DataFileFormat.BLOCK_HEADER_BYTES + lengthBytes);
    ByteBuffer payload = raw.slice(DataFileFormat.BLOCK_HEADER_BYTES, lengthBytes);
    int found = DataFileFormat.checksumOf(payload);
    if (found != expected) {
      throw new CheckpointCorruptException(
          where
              + ", block "
              + block
              + ": checksum "
              + DataFileFormat.hex(found)
              + ", expected "
              + DataFileFormat.hex(expected));
    }
    return new Block(raw, payload);
  }

  /**
   * @param raw all of it, as in the file
   */
  record Block(ByteBuffer raw, ByteBuffer payload) {}
}
