package io.landfall.connector.files.source;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.serialization.VersionedSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How positions are written into checkpoints. */
final class StateFormat {

  /** {@link #splits}. */
  static final class OfSplits extends VersionedSerializer<FileSplit> {
    private static final long serialVersionUID = 1L;

    OfSplits() {
      super("file split", 1);
    }

    @Override
    protected void writeFields(FileSplit split, DataOutput out) throws IOException {
      out.writeUTF(split.splitId());
      out.writeUTF(split.path());
      out.writeLong(split.position());
      out.writeLong(split.endBytes());
      out.writeBoolean(split.aligned());
    }

    @Override
    protected FileSplit readFields(int format, DataInput in) throws IOException {
      return new FileSplit(
          in.readUTF(), in.readUTF(), in.readLong(), in.readLong(), in.readBoolean());
    }
  }

  /** {@link #found}. */
  static final class OfFound extends VersionedSerializer<FoundFiles> {
    private static final long serialVersionUID = 1L;
    private final OfSplits splits = new OfSplits();

    OfFound() {
      super("files of a source", 1);
    }

    @Override
    protected void writeFields(FoundFiles found, DataOutput out) throws IOException {
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
    protected FoundFiles readFields(int format, DataInput in) throws IOException {
      List<FileSplit> waiting = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        waiting.add(splits.readFields(format, in));
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
