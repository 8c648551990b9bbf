package io.landfall.connector.files.source;

import io.landfall.connector.files.format.Framing;
import io.landfall.connector.files.format.ReadFormat;
import io.landfall.connector.files.format.RecordDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The file of a split, open where the split is to be read on. One thread. */
final class OpenFile<T> implements OpenSplit<FileSplit> {

  private static final int GZIP_BUFFER_BYTES = 1 << 16;

  private final FileSplit split;
  private final Path path;
  private final boolean compressed;
  private final Framing framing;
  private final int maxRecordBytes;
  private RecordFramer framer;
  private RecordDecoder<T> decoder;
  private long recordsRead;
  private long recordPosition;

  private OpenFile(FileSplit split, Framing framing, int maxRecordBytes) {
    this.split = split;
    this.path = Path.of(split.path());
    this.compressed = isCompressed(path);
    this.framing = framing;
    this.maxRecordBytes = maxRecordBytes;
  }

  static boolean isCompressed(Path path) {
    return path.toString().endsWith(".gz");
  }

  static <T> OpenFile<T> open(FileSplit split, ReadFormat<T> format, int maxRecordBytes)
      throws IOException {
    OpenFile<T> file = new OpenFile<>(split, format.framing(), maxRecordBytes);
    try {
      file.begin(format);
      return file;
    } catch (IOException e) {
      file.close();
      throw file.naming(e);
    } catch (Exception e) {
      file.close();
      throw new IOException(split.path() + ": " + e.getMessage() + "; correct the file", e);
    }
  }

  private void begin(ReadFormat<T> format) throws Exception {
    if (format.hasHeader() || compressed || split.position() == 0) {
      framer = frame(0);
      framer.skipByteOrderMark();
    }
    decoder = format.hasHeader() ? decoderByHeader(format) : format.decoder(null);
    if (compressed) {
      skipRecords();
    } else if (split.position() > 0) {
      close();
      goTo();
    }
  }

  private RecordDecoder<T> decoderByHeader(ReadFormat<T> format) throws Exception {
    if (!framer.next()) {
      // Without a header there are no records either.
      return (bytes, from, length) -> null;
    }
    if (framer.isTooLong()) {
      throw new IllegalArgumentException("the header is longer than " + maxRecordBytes + " bytes");
    }
    return format.decoder(new String(framer.copy(), StandardCharsets.UTF_8));
  }

  private void skipRecords() throws IOException {
    while (recordsRead < split.position()) {
      if (!framer.next()) {
        throw shrunk("up to record " + split.position(), recordsRead + " records");
      }
      recordsRead++;
    }
  }

  private void goTo() throws IOException {
    if (split.aligned()) {
      framer = frame(split.position());
    } else {
      // From one byte before: if that is a line's end, the range begins with a record of its own.
      framer = frame(split.position() - 1);
      framer.next();
    }
  }

  private RecordFramer frame(long offsetBytes) throws IOException {
    InputStream in;
    if (compressed) {
      in = unpacked();
    } else {
      SeekableByteChannel channel = Files.newByteChannel(path);
      if (offsetBytes > channel.size()) {
        long sizeBytes = channel.size();
        channel.close();
        throw shrunk("up to byte " + offsetBytes, sizeBytes + " bytes");
      }
      in = Channels.newInputStream(channel.position(offsetBytes));
    }
    return new RecordFramer(in, offsetBytes, framing, maxRecordBytes);
  }

  private InputStream unpacked() throws IOException {
    InputStream packed = Files.newInputStream(path);
    try {
      return new GZIPInputStream(packed, GZIP_BUFFER_BYTES);
    } catch (IOException e) {
      packed.close();
      throw e;
    }
  }

  private static IOException shrunk(String read, String has) {
    return new IOException(
        "was read " + read + " but has only " + has + " now; restore the file or start afresh");
  }

  /**
   * Goes to the next record of the split.
   *
   * @return false if there is none
   */
  boolean next() throws IOException {
    try {
      recordPosition = position();
      if (framer.nextOffsetBytes() >= split.endBytes() || !framer.next()) {
        return false;
      }
      recordsRead++;
      return true;
    } catch (IOException e) {
      throw naming(e);
    }
  }

  private IOException naming(IOException e) {
    if (e instanceof NoSuchFileException) {
      return new IOException(
          path + ": was found but is gone now; bring it back, or start afresh", e);
    }
    String where = framer == null ? "" : "behind " + place(position()) + ": ";
    return new IOException(path + ": cannot be read, " + where + e.getMessage(), e);
  }

  /** The current record's value; null if there is none in it. */
  T decode() throws Exception {
    if (framer.isTooLong()) {
      throw new IllegalArgumentException(
          "it has "
              + framer.recordBytes()
              + " bytes and may have "
              + maxRecordBytes
              + " (maxRecordBytes)");
    }
    if (framer.isOpen()) {
      throw new IllegalArgumentException("the file ends before a quote is closed");
    }
    return decoder.decode(framer.bytes(), framer.from(), framer.length());
  }

  UndecodableRecord undecodable(Exception error) {
    return new UndecodableRecord(
        split.path(), recordPosition, framer.copy(), String.valueOf(error.getMessage()));
  }

  /** Of the current record, for people. */
  String place() {
    return place(recordPosition);
  }

  private String place(long position) {
    return (compressed ? "record " : "byte ") + position;
  }

  @Override
  public String splitId() {
    return split.splitId();
  }

  String path() {
    return split.path();
  }

  @Override
  public FileSplit splitNow() {
    return split.at(position());
  }

  /** Where the next record begins. */
  private long position() {
    return compressed ? recordsRead : framer.nextOffsetBytes();
  }

  /** In the unpacked file. */
  long offsetBytes() {
    return framer.nextOffsetBytes();
  }

  @Override
  public void close() throws IOException {
    if (framer != null) {
      framer.close();
    }
  }
}
