package io.landfall.kafka.source;

import io.landfall.kafka.client.KafkaRefusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Makes offsets of what the user said. */
final class OffsetResolver {

  private static final int PARTITIONS_NAMED = 5;

  private final OffsetQuestions cluster;

  OffsetResolver(OffsetQuestions cluster) {
    this.cluster = cluster;
  }

  /** A split for each partition that has anything to read, in no order. */
  List<KafkaSplit> splits(
      Collection<TopicPartition> partitions, StartingOffsets starting, StoppingOffsets stopping)
      throws KafkaRefusal {
    Map<TopicPartition, Long> starts = start(new HashSet<>(partitions), starting);
    Map<TopicPartition, Long> stops =
        stopping == null ? Map.of() : stop(new HashSet<>(partitions), stopping);
    List<KafkaSplit> splits = new ArrayList<>();
    starts.forEach(
        (partition, offset) ->
            splits.add(
                new KafkaSplit(
                    partition.topic(),
                    partition.partition(),
                    offset,
                    stops.getOrDefault(partition, KafkaSplit.NO_STOP))));
    return splits;
  }

  private Map<TopicPartition, Long> start(Set<TopicPartition> partitions, StartingOffsets from)
      throws KafkaRefusal {
    if (partitions.isEmpty()) {
      return Map.of();
    }
    if (from instanceof StartingOffsets.Earliest) {
      return cluster.offsets(partitions, OffsetSpec.earliest());
    }
    if (from instanceof StartingOffsets.Latest) {
      return cluster.offsets(partitions, OffsetSpec.latest());
    }
    if (from instanceof StartingOffsets.Timestamp time) {
      return orLatest(cluster.offsets(partitions, OffsetSpec.forTimestamp(time.timestampMs())));
    }
    if (from instanceof StartingOffsets.Explicit explicit) {
      return withFallback(partitions, explicit.offsets(), explicit.fallback());
    }
    StartingOffsets.Committed group = (StartingOffsets.Committed) from;
    Map<TopicPartition, Long> committed = cluster.committed(partitions);
    if (group.fallback() == null) {
      requireAll(
          partitions,
          committed.keySet(),
          "the consumer group has no committed offset for ",
          "; give committed(...) a fallback");
    }
    return withFallback(partitions, committed, group.fallback());
  }

  private Map<TopicPartition, Long> stop(Set<TopicPartition> partitions, StoppingOffsets at)
      throws KafkaRefusal {
    if (partitions.isEmpty()) {
      return Map.of();
    }
    if (at instanceof StoppingOffsets.Latest) {
      return cluster.offsets(partitions, OffsetSpec.latest());
    }
    if (at instanceof StoppingOffsets.Timestamp time) {
      return orLatest(cluster.offsets(partitions, OffsetSpec.forTimestamp(time.timestampMs())));
    }
    if (at instanceof StoppingOffsets.Explicit explicit) {
      requireAll(
          partitions,
          explicit.offsets().keySet(),
          "no stopping offset is given for ",
          "; name all partitions, or use StoppingOffsets.latest()");
      return explicit.offsets();
    }
    Map<TopicPartition, Long> committed = cluster.committed(partitions);
    requireAll(
        partitions,
        committed.keySet(),
        "the consumer group has no committed offset to stop at for ",
        "; use StoppingOffsets.latest()");
    return committed;
  }

  private Map<TopicPartition, Long> withFallback(
      Set<TopicPartition> partitions, Map<TopicPartition, Long> known, StartingOffsets fallback)
      throws KafkaRefusal {
    Map<TopicPartition, Long> all = new HashMap<>();
    Set<TopicPartition> others = new HashSet<>();
    for (TopicPartition partition : partitions) {
      Long offset = known.get(partition);
      if (offset == null) {
        others.add(partition);
      } else {
        all.put(partition, offset);
      }
    }
    if (!others.isEmpty()) {
      all.putAll(start(others, fallback));
    }
    return all;
  }

  /** A time behind the last record has no offset: it is at the end. */
  private Map<TopicPartition, Long> orLatest(Map<TopicPartition, Long> offsets)
      throws KafkaRefusal {
    Set<TopicPartition> behind = new HashSet<>();
    offsets.forEach(
        (partition, offset) -> {
          if (offset < 0) {
            behind.add(partition);
          }
        });
    if (behind.isEmpty()) {
      return offsets;
    }
    Map<TopicPartition, Long> all = new HashMap<>(offsets);
    all.putAll(cluster.offsets(behind, OffsetSpec.latest()));
    return all;
  }

  private static void requireAll(
      Set<TopicPartition> wanted, Set<TopicPartition> there, String lead, String remedy)
      throws KafkaRefusal {
    Set<String> missing = new TreeSet<>();
    for (TopicPartition partition : wanted) {
      if (!there.contains(partition)) {
        missing.add(partition.toString());
      }
    }
    if (!missing.isEmpty()) {
      String named = String.join(", ", missing.stream().limit(PARTITIONS_NAMED).toList());
      String more =
          missing.size() > PARTITIONS_NAMED
              ? " and " + (missing.size() - PARTITIONS_NAMED) + " more"
              : "";
      throw new KafkaRefusal(lead + named + more + remedy);
    }
  }
}
