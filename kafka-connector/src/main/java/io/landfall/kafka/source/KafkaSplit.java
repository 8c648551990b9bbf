package io.landfall.kafka.source;

import io.landfall.api.connector.SourceSplit;
import io.landfall.api.serialization.VersionedSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition and how far it has been read.
 *
 * @param nextOffset of the next record to read
 * @param stopOffset read up to, not with, this one; {@link Long#MAX_VALUE} for no end
 */
public record KafkaSplit(String topic, int partition, long nextOffset, long stopOffset)
    implements SourceSplit {

  /** For no end. */
  static final long NO_STOP = Long.MAX_VALUE;

  @Override
  public String splitId() {
    return topic + "-" + partition;
  }

  TopicPartition topicPartition() {
    return new TopicPartition(topic, partition);
  }

  KafkaSplit at(long offset) {
    return new KafkaSplit(topic, partition, offset, stopOffset);
  }

  boolean isFinished() {
    return nextOffset >= stopOffset;
  }

  static final class KafkaSplitSerializer extends VersionedSerializer<KafkaSplit> {
    private static final long serialVersionUID = 1L;

    KafkaSplitSerializer() {
      super("Kafka split", 1);
    }

    @Override
    protected void writeFields(KafkaSplit split, DataOutput out) throws IOException {
      out.writeUTF(split.topic());
      out.writeInt(split.partition());
      out.writeLong(split.nextOffset());
      out.writeLong(split.stopOffset());
    }

    @Override
    protected KafkaSplit readFields(int format, DataInput in) throws IOException {
      return new KafkaSplit(in.readUTF(), in.readInt(), in.readLong(), in.readLong());
    }
  }
}
