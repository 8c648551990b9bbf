package io.landfall.connector.files.source;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.serialization.ValueSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How positions are written into checkpoints. */
final class StateFormat {

  private static final byte VERSION = 1;

  private abstract static class OfValues<T> implements ValueSerializer<T> {
    private static final long serialVersionUID = 1L;

    abstract void writeFields(T value, DataOutput out) throws IOException;

    abstract T readFields(DataInput in) throws IOException;

    @Override
    public void write(T value, DataOutput out) throws IOException {
      out.writeByte(VERSION);
      writeFields(value, out);
    }

    @Override
    public T read(DataInput in) throws IOException {
      byte version = in.readByte();
      if (version != VERSION) {
        throw new IOException(
            "positions in files have format "
                + version
                + ", expected "
                + VERSION
                + "; restore them with the version of Landfall that wrote them");
      }
      return readFields(in);
    }
  }

  /** {@link #splits}. */
  static final class OfSplits extends OfValues<FileSplit> {
    private static final long serialVersionUID = 1L;

    @Override
    void writeFields(FileSplit split, DataOutput out) throws IOException {
      out.writeUTF(split.splitId());
      out.writeUTF(split.path());
      out.writeLong(split.position());
      out.writeLong(split.endBytes());
      out.writeBoolean(split.aligned());
    }

    @Override
    FileSplit readFields(DataInput in) throws IOException {
      return new FileSplit(
          in.readUTF(), in.readUTF(), in.readLong(), in.readLong(), in.readBoolean());
    }
  }

  /** {@link #found}. */
  static final class OfFound extends OfValues<FoundFiles> {
    private static final long serialVersionUID = 1L;
    private final OfSplits splits = new OfSplits();

    @Override
    void writeFields(FoundFiles found, DataOutput out) throws IOException {
      out.writeInt(found.waiting().size());
      for (FileSplit each : found.waiting()) {
        splits.writeFields(each, out);
      }
      out.writeInt(found.taken().size());
      for (String path : found.taken()) {
        out.writeUTF(path);
      }
    }

    @Override
    FoundFiles readFields(DataInput in) throws IOException {
      List<FileSplit> waiting = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        waiting.add(splits.readFields(in));
      }
      Set<String> taken = new HashSet<>();
      for (int left = in.readInt(); left > 0; left--) {
        taken.add(in.readUTF());
      }
      return new FoundFiles(waiting, taken);
    }
  }

  static Serializer<FileSplit> splits() {
    return new OfSplits();
  }

  static Serializer<FoundFiles> found() {
    return new OfFound();
  }

  private StateFormat() {}
}
