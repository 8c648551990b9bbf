package io.landfall.storm.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.apache.storm.kafka.spout.KafkaSpoutMessageId;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer of one task: which partitions it reads, and from where. Everything else that is
 * bound to the process is here, too. The task's thread only.
 */
final class PartitionReader<K, V> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionReader.class);

  /** Short, since barriers wait for as long; records that come later are there at the next. */
  private static final Duration LONGEST_POLL = Duration.ofMillis(10);

  /** A broker that is away holds up a restart no longer. */
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

  private final KafkaSpoutConfig<K, V> config;
  private final Queue<ConsumerRecord<K, V>> fetched = new ArrayDeque<>();

  /** Of failed ones, to be emitted next. */
  private final Queue<ConsumerRecord<K, V>> again = new ArrayDeque<>();

  /** What is fetched again, by its offset. */
  private final NavigableMap<Long, KafkaSpoutMessageId> wanted = new TreeMap<>();

  /** Failed ones that have been emitted again keep their count of failures. */
  private final Map<KafkaSpoutMessageId, KafkaSpoutMessageId> retried = new HashMap<>();

  private TopologyContext context;
  private SpoutOutputCollector collector;
  private KafkaConsumer<K, V> consumer;
  private GroupOffsets group;
  private PartitionShare share;

  /** Where failed ones are being fetched again, all others being paused; null for nowhere. */
  private TopicPartition retrying;

  private long nextRefreshNs;

  PartitionReader(KafkaSpoutConfig<K, V> config) {
    this.config = config;
  }

  KafkaSpoutConfig<K, V> config() {
    return config;
  }

  SpoutOutputCollector collector() {
    return collector;
  }

  void open(
      Map<String, Object> conf,
      TopologyContext topologyContext,
      SpoutOutputCollector outputCollector) {
    context = topologyContext;
    collector = outputCollector;
    share = PartitionShare.of(config.getTopicPartitioner(), context);
    config.getTupleListener().open(conf, context);
  }

  /** Before any tuple is asked for, and after each {@link #disconnect}. */
  void connect(SpoutPositions positions) {
    Map<String, Object> properties = new HashMap<>(config.getKafkaProps());
    properties.put("enable.auto.commit", false);
    consumer = new KafkaConsumer<>(properties);
    group =
        new GroupOffsets(
            consumer,
            config,
            context.getStormId(),
            context.getThisComponentId(),
            context.getThisTaskId());
    nextRefreshNs = System.nanoTime();
    for (KafkaSpoutMessageId id : positions.failed()) {
      // A restart has forgotten when they were to come again.
      config.getRetryService().schedule(id);
      retried.put(id, id);
    }
    refresh(positions);
  }

  /** Takes partitions that are new, from time to time. */
  void refresh(SpoutPositions positions) {
    if (System.nanoTime() - nextRefreshNs < 0) {
      return;
    }
    nextRefreshNs =
        System.nanoTime() + Duration.ofMillis(config.getPartitionRefreshPeriodMs()).toNanos();
    List<TopicPartition> all =
        new ArrayList<>(config.getTopicFilter().getAllSubscribedPartitions(consumer));
    all.sort(ORDER);
    Set<TopicPartition> own = share.of(all);
    if (own.equals(consumer.assignment())) {
      return;
    }
    Set<TopicPartition> added = new LinkedHashSet<>(own);
    added.removeAll(consumer.assignment());
    consumer.assign(own);
    fetched.removeIf(each -> !own.contains(partitionOf(each)));
    again.removeIf(each -> !own.contains(partitionOf(each)));
    if (retrying != null && !own.contains(retrying)) {
      stopRetrying();
    }
    config.getRetryService().retainAll(own);
    for (TopicPartition partition : added) {
      if (!positions.knows(partition)) {
        positions.start(partition, group.startOf(partition));
      }
      consumer.seek(partition, positions.next(partition));
    }
    config.getTupleListener().onPartitionsReassigned(own);
    LOG.info("component '{}': reads {}", context.getThisComponentId(), own);
  }

  private static TopicPartition partitionOf(ConsumerRecord<?, ?> record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  void commitIfDue(SpoutPositions positions) {
    group.commitIfDue(consumer.assignment(), positions);
  }

  /** The next one that was never emitted; null if there is none just now. */
  ConsumerRecord<K, V> next(SpoutPositions positions) {
    if (fetched.isEmpty() && retrying == null && !consumer.assignment().isEmpty()) {
      pauseThoseWithTooManyOpen(positions);
      consumer.poll(pollTimeout()).forEach(fetched::add);
    }
    return fetched.poll();
  }

  private Duration pollTimeout() {
    Duration wanted = Duration.ofMillis(config.getPollTimeoutMs());
    return wanted.compareTo(LONGEST_POLL) < 0 ? wanted : LONGEST_POLL;
  }

  private void pauseThoseWithTooManyOpen(SpoutPositions positions) {
    Set<TopicPartition> full = new HashSet<>();
    for (TopicPartition partition : consumer.assignment()) {
      if (positions.openIn(partition) >= config.getMaxUncommittedOffsets()) {
        full.add(partition);
      }
    }
    if (!full.equals(consumer.paused())) {
      consumer.resume(consumer.assignment());
      consumer.pause(full);
    }
  }

  /**
   * The record of a message that failed and whose time has come; null if there is none, or it has
   * not arrived yet: those of a partition are fetched from the broker again, together.
   */
  ConsumerRecord<K, V> nextToRetry(SpoutPositions positions) {
    if (again.isEmpty() && (retrying != null || chooseRetry(positions))) {
      fetchAgain(positions);
    }
    return again.poll();
  }

  private boolean chooseRetry(SpoutPositions positions) {
    if (!positions.hasFailed()) {
      return false;
    }
    for (KafkaSpoutMessageId id : positions.failed()) {
      TopicPartition partition = id.getTopicPartition();
      if ((retrying == null || retrying.equals(partition))
          && config.getRetryService().isReady(id)
          && consumer.assignment().contains(partition)) {
        retrying = partition;
        wanted.put(id.offset(), id);
      }
    }
    if (retrying == null) {
      return false;
    }
    consumer.pause(consumer.assignment());
    consumer.resume(List.of(retrying));
    consumer.seek(retrying, wanted.firstKey());
    return true;
  }

  /** Takes what one fetch brings; those behind it are still to be retried. */
  private void fetchAgain(SpoutPositions positions) {
    TopicPartition partition = retrying;
    List<ConsumerRecord<K, V>> records = consumer.poll(pollTimeout()).records(partition);
    long reached = consumer.position(partition);
    if (reached <= wanted.firstKey()) {
      return;
    }
    for (ConsumerRecord<K, V> record : records) {
      KafkaSpoutMessageId id = wanted.remove(record.offset());
      if (id != null) {
        retried.put(id, id);
        again.add(record);
      }
    }
    for (KafkaSpoutMessageId gone : wanted.headMap(reached).values()) {
      // Deleted or compacted away since, as Storm takes it.
      LOG.warn(
          "component '{}': the record at {} offset {} failed and is no longer there; it is taken"
              + " for done",
          context.getThisComponentId(),
          partition,
          gone.offset());
      positions.acked(gone);
      config.getRetryService().remove(gone);
    }
    goOn(partition, positions);
  }

  /** Behind what was fetched before, since that is still to be emitted. */
  private void goOn(TopicPartition partition, SpoutPositions positions) {
    long behind = positions.next(partition);
    for (ConsumerRecord<K, V> each : fetched) {
      if (partitionOf(each).equals(partition)) {
        behind = Math.max(behind, each.offset() + 1);
      }
    }
    consumer.seek(partition, behind);
    consumer.resume(consumer.assignment());
    stopRetrying();
  }

  private void stopRetrying() {
    retrying = null;
    wanted.clear();
  }

  /** The id of a record, which knows how often it has failed. */
  KafkaSpoutMessageId idOf(TopicPartition partition, long offset) {
    KafkaSpoutMessageId id = new KafkaSpoutMessageId(partition, offset);
    KafkaSpoutMessageId known = retried.isEmpty() ? null : retried.remove(id);
    return known == null ? id : known;
  }

  /** It is under way again: its time to come is over. */
  void emitted(KafkaSpoutMessageId id) {
    if (id.numFails() > 0) {
      config.getRetryService().remove(id);
    }
  }

  /** Commits what can be; the spout may be activated again. */
  void disconnect(SpoutPositions positions) {
    if (consumer == null) {
      return;
    }
    group.commitLast(consumer.assignment(), positions);
    close();
  }

  @Override
  public void close() {
    fetched.clear();
    again.clear();
    stopRetrying();
    consumer.close(CLOSE);
    consumer = null;
  }
}
