package io.landfall.kafka.source;

import io.landfall.api.serialization.VersionedSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What an enumerator remembers: the partitions that readers have, or have finished. Immutable.
 *
 * @param discovered false until the first look has been at the topics: only partitions found by
 *     that one begin where the user says, all others at their beginning, since they are new
 */
public record KnownPartitions(boolean discovered, Set<TopicPartition> partitions) {

  static final KnownPartitions NONE = new KnownPartitions(false, Set.of());

  public KnownPartitions {
    partitions = Set.copyOf(partitions);
  }

  KnownPartitions and(Collection<TopicPartition> found) {
    Set<TopicPartition> all = new HashSet<>(partitions);
    all.addAll(found);
    return new KnownPartitions(true, all);
  }

  static final class KnownPartitionsSerializer extends VersionedSerializer<KnownPartitions> {
    private static final long serialVersionUID = 1L;

    KnownPartitionsSerializer() {
      super("partitions of a Kafka source", 1);
    }

    @Override
    protected void writeFields(KnownPartitions known, DataOutput out) throws IOException {
      out.writeBoolean(known.discovered());
      out.writeInt(known.partitions().size());
      for (TopicPartition partition : known.partitions()) {
        out.writeUTF(partition.topic());
        out.writeInt(partition.partition());
      }
    }

    @Override
    protected KnownPartitions readFields(int format, DataInput in) throws IOException {
      boolean discovered = in.readBoolean();
      Set<TopicPartition> partitions = new HashSet<>();
      for (int left = in.readInt(); left > 0; left--) {
        partitions.add(new TopicPartition(in.readUTF(), in.readInt()));
      }
      return new KnownPartitions(discovered, partitions);
    }
  }
}
