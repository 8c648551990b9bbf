package io.landfall.storm.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.FirstPollOffsetStrategy;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The offsets of the spout's consumer group, in the form in which Storm's spout writes and reads
 * them: where to begin without a checkpoint, and where Storm can go on after us. The task's thread
 * only.
 */
final class GroupOffsets {

  private static final Logger LOG = LoggerFactory.getLogger(GroupOffsets.class);
  private static final Duration LAST_COMMIT = Duration.ofSeconds(5);

  private final Consumer<?, ?> consumer;
  private final KafkaSpoutConfig<?, ?> config;
  private final String stormId;
  private final String component;
  private final String metadata;
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private long nextCommitNs;

  GroupOffsets(
      Consumer<?, ?> consumer,
      KafkaSpoutConfig<?, ?> config,
      String stormId,
      String component,
      int task) {
    this.consumer = consumer;
    this.config = config;
    this.stormId = stormId;
    this.component = component;
    this.metadata =
        String.format(
            "{\"topologyId\":\"%s\",\"taskId\":%d,\"threadName\":\"%s\"}",
            stormId, task, Thread.currentThread().getName());
    this.nextCommitNs = System.nanoTime() + periodNs();
  }

  private long periodNs() {
    return Duration.ofMillis(config.getOffsetsCommitPeriodMs()).toNanos();
  }

  /** By the spout's own strategy. */
  long startOf(TopicPartition partition) {
    FirstPollOffsetStrategy strategy = config.getFirstPollOffsetStrategy();
    OffsetAndMetadata last = consumer.committed(Set.of(partition)).get(partition);
    if (last != null && (isOfThisTopology(last) || goesOnWhereTheGroupIs(strategy))) {
      return last.offset();
    }
    return switch (strategy) {
      case EARLIEST, UNCOMMITTED_EARLIEST -> beginning(partition);
      case LATEST, UNCOMMITTED_LATEST -> end(partition);
      case TIMESTAMP, UNCOMMITTED_TIMESTAMP -> {
        OffsetAndTimestamp found =
            consumer.offsetsForTimes(Map.of(partition, config.getStartTimeStamp())).get(partition);
        yield found == null ? end(partition) : found.offset();
      }
    };
  }

  private boolean isOfThisTopology(OffsetAndMetadata last) {
    return last.metadata() != null
        && last.metadata().contains("\"topologyId\":\"" + stormId + "\"");
  }

  private static boolean goesOnWhereTheGroupIs(FirstPollOffsetStrategy strategy) {
    return strategy.name().startsWith("UNCOMMITTED");
  }

  private long beginning(TopicPartition partition) {
    return consumer.beginningOffsets(Set.of(partition)).get(partition);
  }

  private long end(TopicPartition partition) {
    return consumer.endOffsets(Set.of(partition)).get(partition);
  }

  void commitIfDue(Set<TopicPartition> partitions, SpoutPositions positions) {
    if (System.nanoTime() - nextCommitNs < 0) {
      return;
    }
    nextCommitNs = System.nanoTime() + periodNs();
    Map<TopicPartition, OffsetAndMetadata> due = due(partitions, positions);
    if (!due.isEmpty()) {
      consumer.commitAsync(due, this::onCommitted);
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> due(
      Set<TopicPartition> partitions, SpoutPositions positions) {
    Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OptionalLong offset = positions.committable(partition);
      if (offset.isPresent() && offset.getAsLong() != committed.getOrDefault(partition, -1L)) {
        due.put(partition, new OffsetAndMetadata(offset.getAsLong(), metadata));
      }
    }
    return due;
  }

  private void onCommitted(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
    if (failure == null) {
      offsets.forEach((partition, each) -> committed.put(partition, each.offset()));
    } else {
      LOG.warn(
          "component '{}': could not commit offsets of group '{}'; they are for monitoring and for"
              + " handing back to Storm: {}",
          component,
          config.getConsumerGroupId(),
          failure.getMessage());
    }
  }

  /** Waits for some seconds at most. */
  void commitLast(Set<TopicPartition> partitions, SpoutPositions positions) {
    Map<TopicPartition, OffsetAndMetadata> due = due(partitions, positions);
    if (due.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(due, LAST_COMMIT);
      onCommitted(due, null);
    } catch (KafkaException e) {
      onCommitted(due, e);
    }
  }
}
