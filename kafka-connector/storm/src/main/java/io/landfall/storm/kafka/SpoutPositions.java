package io.landfall.storm.kafka;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.KafkaSpoutMessageId;

/**
 * Where one task of a spout is in its partitions: what it will emit next, what it has emitted that
 * is open, and what has failed and is to be emitted again. Part of each checkpoint. Pure; the
 * task's thread only.
 */
final class SpoutPositions implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Map<TopicPartition, TreeSet<Long>> open = new HashMap<>();
  private final Map<KafkaSpoutMessageId, KafkaSpoutMessageId> failed = new HashMap<>();

  /** Whether it has been read here before, in this run or in the one of the checkpoint. */
  boolean knows(TopicPartition partition) {
    return next.containsKey(partition);
  }

  void start(TopicPartition partition, long offset) {
    next.put(partition, offset);
    open.put(partition, new TreeSet<>());
  }

  /** The offset behind the last one that was emitted or skipped. */
  long next(TopicPartition partition) {
    return next.get(partition);
  }

  void skipped(TopicPartition partition, long offset) {
    next.merge(partition, offset + 1, Math::max);
  }

  /** Emitted for the first time, or again. */
  void emitted(KafkaSpoutMessageId id) {
    TopicPartition partition = id.getTopicPartition();
    skipped(partition, id.offset());
    open.get(partition).add(id.offset());
    failed.remove(id);
  }

  void acked(KafkaSpoutMessageId id) {
    TreeSet<Long> ofPartition = open.get(id.getTopicPartition());
    if (ofPartition != null) {
      ofPartition.remove(id.offset());
    }
    failed.remove(id);
  }

  /** It stays open, and is to be emitted again. */
  void failed(KafkaSpoutMessageId id) {
    failed.put(id, id);
  }

  Collection<KafkaSpoutMessageId> failed() {
    return List.copyOf(failed.values());
  }

  boolean hasFailed() {
    return !failed.isEmpty();
  }

  /** How many are open in a partition. */
  int openIn(TopicPartition partition) {
    return open.get(partition).size();
  }

  /** Everything before this is done with; empty for a partition that is not read here. */
  OptionalLong committable(TopicPartition partition) {
    if (!knows(partition)) {
      return OptionalLong.empty();
    }
    TreeSet<Long> ofPartition = open.get(partition);
    return OptionalLong.of(ofPartition.isEmpty() ? next.get(partition) : ofPartition.first());
  }
}
