package io.landfall.runtime.storage;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The layout of a data file. All numbers are big-endian.
 *
 * <pre>
 *  header   magic u32, version u32
 *  block    length u32 (1 to 65536), CRC-32C of the payload u32, payload        ... many
 *  trailer  offset of the index u64, length of the index u64, CRC-32C of these 16 bytes u32, magic u32
 * </pre>
 *
 * <p>A section begins with a block and is as many as it needs; so is the index, which comes last.
 */
final class DataFileFormat {

  static final int MAGIC = 0x4c464443;
  static final int VERSION = 1;
  static final int HEADER_BYTES = 8;
  static final int BLOCK_HEADER_BYTES = 8;
  static final int MAX_PAYLOAD_BYTES = 1 << 16;
  static final int TRAILER_BYTES = 24;
  static final int TRAILER_CHECKED_BYTES = 16;

  private DataFileFormat() {}

  /** CRC-32C of what remains in {@code bytes}, whose position is left alone. */
  static int checksumOf(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }

  static String hex(long checksum) {
    return String.format("%08x", (int) checksum);
  }
}
