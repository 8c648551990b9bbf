package io.landfall.runtime.storage;

import io.landfall.runtime.state.RestoredSections;
import io.landfall.runtime.state.Section;
import io.landfall.runtime.state.SectionKind;
import io.landfall.runtime.storage.DataFileWriter.Extent;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/** Reads a data file, every block of it verified. Safe for all threads. */
final class DataFileReader implements RestoredSections {

  /** Opens the file once more. */
  @FunctionalInterface
  interface Opener {
    Disk.Reader open() throws IOException;
  }

  private final String where;
  private final Opener opener;
  private final Map<Section, Extent> index = new LinkedHashMap<>();

  /**
   * @param where job, checkpoint and file, for messages
   */
  DataFileReader(String where, Opener opener) throws IOException {
    this.where = where;
    this.opener = opener;
    try (Disk.Reader file = openFile(where, opener)) {
      readIndex(file);
    }
  }

  private void readIndex(Disk.Reader file) throws IOException {
    checkHeader(where, file);
    Extent extent = readTrailer(where, file);
    DataInputStream in =
        new DataInputStream(
            new BlockInputStream(where, file, extent.offsetBytes(), extent.lengthBytes()));
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String kind = in.readUTF();
      Section section = new Section(SectionKind.valueOf(kind), in.readUTF(), in.readInt());
      index.put(section, new Extent(in.readLong(), in.readLong()));
    }
  }

  @Override
  public List<Section> sections() {
    return List.copyOf(index.keySet());
  }

  @Override
  public DataInputStream open(Section section) throws IOException {
    Extent extent = index.get(section);
    if (extent == null) {
      throw new FileNotFoundException(where + ": has no " + section);
    }
    Disk.Reader file = openFile(where, opener);
    try {
      return new DataInputStream(
          new BlockInputStream(where, file, extent.offsetBytes(), extent.lengthBytes()));
    } catch (Throwable failure) {
      file.close();
      throw failure;
    }
  }

  /**
   * Reads the whole file and compares it with what the manifest says.
   *
   * @throws CheckpointCorruptException on the first difference
   */
  static void verify(String where, Opener opener, StoredFile expected) throws IOException {
    try (Disk.Reader file = openFile(where, opener)) {
      long lengthBytes = file.lengthBytes();
      if (lengthBytes != expected.lengthBytes()) {
        throw new CheckpointCorruptException(
            where + ": length " + lengthBytes + " bytes, manifest says " + expected.lengthBytes());
      }
      checkHeader(where, file);
      readTrailer(where, file);
      String found = DataFileFormat.hex(verifyBlocks(where, file, lengthBytes));
      if (!found.equals(expected.checksum())) {
        throw new CheckpointCorruptException(
            where + ": checksum " + found + ", manifest says " + expected.checksum());
      }
    }
  }

  private static long verifyBlocks(String where, Disk.Reader file, long lengthBytes)
      throws IOException {
    CRC32C whole = new CRC32C();
    whole.update(readFully(where, file, 0, DataFileFormat.HEADER_BYTES));
    long end = lengthBytes - DataFileFormat.TRAILER_BYTES;
    long offset = DataFileFormat.HEADER_BYTES;
    for (int block = 0; offset < end; block++) {
      BlockReader.Block read = BlockReader.read(where, file, offset, block, end);
      whole.update(read.raw());
      offset += read.raw().capacity();
    }
    whole.update(readFully(where, file, end, DataFileFormat.TRAILER_BYTES));
    return whole.getValue();
  }

  private static void checkHeader(String where, Disk.Reader file) throws IOException {
    ByteBuffer header = readFully(where, file, 0, DataFileFormat.HEADER_BYTES);
    int magic = header.getInt();
    int version = header.getInt();
    if (magic != DataFileFormat.MAGIC || version != DataFileFormat.VERSION) {
      throw new CheckpointCorruptException(
          where
              + ": header "
              + DataFileFormat.hex(magic)
              + " version "
              + version
              + ", expected "
              + DataFileFormat.hex(DataFileFormat.MAGIC)
              + " version "
              + DataFileFormat.VERSION);
    }
  }

  private static Extent readTrailer(String where, Disk.Reader file) throws IOException {
    long start = file.lengthBytes() - DataFileFormat.TRAILER_BYTES;
    ByteBuffer trailer = readFully(where, file, start, DataFileFormat.TRAILER_BYTES);
    int found = DataFileFormat.checksumOf(trailer.slice(0, DataFileFormat.TRAILER_CHECKED_BYTES));
    Extent extent = new Extent(trailer.getLong(), trailer.getLong());
    int expected = trailer.getInt();
    if (found != expected || trailer.getInt() != DataFileFormat.MAGIC) {
      throw new CheckpointCorruptException(
          where
              + ": trailer has checksum "
              + DataFileFormat.hex(found)
              + ", it says "
              + DataFileFormat.hex(expected));
    }
    return extent;
  }

  static ByteBuffer readFully(String where, Disk.Reader file, long offsetBytes, int lengthBytes)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(lengthBytes);
    int read = offsetBytes < 0 ? 0 : file.read(offsetBytes, bytes);
    if (read < lengthBytes) {
      throw new CheckpointCorruptException(
          where
              + ": ends at byte "
              + (offsetBytes + read)
              + ", "
              + (lengthBytes - read)
              + " bytes too early");
    }
    return bytes.flip();
  }

  private static Disk.Reader openFile(String where, Opener opener) throws IOException {
    try {
      return opener.open();
    } catch (NoSuchFileException | FileNotFoundException missing) {
      throw new CheckpointCorruptException(where + ": is missing");
    }
  }
}
