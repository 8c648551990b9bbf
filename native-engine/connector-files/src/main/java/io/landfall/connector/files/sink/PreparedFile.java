package io.landfall.connector.files.sink;

import io.landfall.api.serialization.ValueSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a checkpoint knows of a part file.
 *
 * @param unfinished where its bytes are, until it is renamed
 * @param target what it is renamed to
 * @param lengthBytes how much of it belongs to the checkpoint
 * @param ended false if it grows on, should the run go on
 */
public record PreparedFile(String unfinished, String target, long lengthBytes, boolean ended) {

  static final class Format implements ValueSerializer<PreparedFile> {
    private static final long serialVersionUID = 1L;
    private static final byte VERSION = 1;

    @Override
    public void write(PreparedFile file, DataOutput out) throws IOException {
      out.writeByte(VERSION);
      out.writeUTF(file.unfinished());
      out.writeUTF(file.target());
      out.writeLong(file.lengthBytes());
      out.writeBoolean(file.ended());
    }

    @Override
    public PreparedFile read(DataInput in) throws IOException {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException(
            "a part file's handle has format "
                + version
                + ", expected "
                + VERSION
                + "; restore it with the version of Landfall that wrote it");
      }
      return new PreparedFile(in.readUTF(), in.readUTF(), in.readLong(), in.readBoolean());
    }
  }
}
