package io.landfall.connector.files.sink;

import io.landfall.api.serialization.VersionedSerializer;
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

  static final class Format extends VersionedSerializer<PreparedFile> {
    private static final long serialVersionUID = 1L;

    Format() {
      super("part file's handle", 1);
    }

    @Override
    protected void writeFields(PreparedFile file, DataOutput out) throws IOException {
      out.writeUTF(file.unfinished());
      out.writeUTF(file.target());
      out.writeLong(file.lengthBytes());
      out.writeBoolean(file.ended());
    }

    @Override
    protected PreparedFile readFields(int format, DataInput in) throws IOException {
      return new PreparedFile(in.readUTF(), in.readUTF(), in.readLong(), in.readBoolean());
    }
  }
}
