package io.landfall.it.benchmarks.flink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * What one subtask reads.
 *
 * @param next how many inputs of the subtask have been emitted
 */
record InputSplit(int subtask, long next) implements SourceSplit {

  private static final int BYTES = Integer.BYTES + Long.BYTES;

  @Override
  public String splitId() {
    return Integer.toString(subtask);
  }

  private void writeTo(ByteBuffer buffer) {
    buffer.putInt(subtask).putLong(next);
  }

  private static InputSplit readFrom(ByteBuffer buffer) {
    return new InputSplit(buffer.getInt(), buffer.getLong());
  }

  static final class Serializer implements SimpleVersionedSerializer<InputSplit> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(InputSplit split) {
      ByteBuffer buffer = ByteBuffer.allocate(BYTES);
      split.writeTo(buffer);
      return buffer.array();
    }

    @Override
    public InputSplit deserialize(int version, byte[] serialized) throws IOException {
      return readFrom(ByteBuffer.wrap(serialized));
    }
  }

  static final class ListSerializer implements SimpleVersionedSerializer<List<InputSplit>> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(List<InputSplit> splits) {
      ByteBuffer buffer = ByteBuffer.allocate(splits.size() * BYTES);
      splits.forEach(split -> split.writeTo(buffer));
      return buffer.array();
    }

    @Override
    public List<InputSplit> deserialize(int version, byte[] serialized) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(serialized);
      List<InputSplit> splits = new ArrayList<>();
      while (buffer.hasRemaining()) {
        splits.add(readFrom(buffer));
      }
      return splits;
    }
  }
}
