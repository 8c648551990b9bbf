package io.landfall.kafka.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the consumer of one reader, and a thread that polls it. What a poll brought goes into a
 * queue of {@value #QUEUED_POLLS}; while that is full the partitions are paused.
 *
 * <p>{@link #add}, {@link #hold}, {@link #commit}, {@link #poll} and {@link #close} are the task
 * thread's; all else is the fetcher's thread's.
 */
final class PartitionFetcher {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionFetcher.class);
  private static final int QUEUED_POLLS = 3;
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final long FULL_QUEUE_WAIT_MS = 100;

  /** For the last commit of a reader that goes before its end, as before a restart. */
  private static final Duration BRIEFLY = Duration.ofSeconds(3);

  /** For that of one that has read all: a broker that has just started takes its time. */
  private static final Duration PATIENTLY = Duration.ofSeconds(30);

  /** Something to do with the consumer between two polls. */
  private interface Command {
    void run(KafkaConsumer<byte[], byte[]> consumer);
  }

  private final SourceConfig<?> config;
  private final int subtaskIndex;
  private final Runnable onFetched;
  private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();
  private final BlockingQueue<List<FetchedPartition>> fetched =
      new ArrayBlockingQueue<>(QUEUED_POLLS);
  private final Thread thread;

  /** Stopping offsets of the partitions that have one. */
  private final Map<TopicPartition, Long> stops = new HashMap<>();

  /** Those whose event time is ahead of others'. */
  private Set<TopicPartition> held = Set.of();

  /** What was last asked for and has not yet been answered well; null for nothing. */
  private Map<TopicPartition, OffsetAndMetadata> uncommitted;

  private volatile KafkaConsumer<byte[], byte[]> consumer;
  private volatile boolean closed;
  private volatile Duration lastCommit = BRIEFLY;
  private volatile Exception failure;
  private volatile long lag;
  private volatile long failedCommits;

  /**
   * @param onFetched called whenever {@link #poll} may bring something; any thread
   */
  PartitionFetcher(SourceConfig<?> config, int subtaskIndex, Runnable onFetched) {
    this.config = config;
    this.subtaskIndex = subtaskIndex;
    this.onFetched = onFetched;
    this.thread = new Thread(this::run, "kafka-fetcher-" + config.name() + "-" + subtaskIndex);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Reads these too, from now on. */
  void add(List<KafkaSplit> splits) {
    submit(
        own -> {
          Set<TopicPartition> all = new HashSet<>(own.assignment());
          splits.forEach(split -> all.add(split.topicPartition()));
          own.assign(all);
          for (KafkaSplit split : splits) {
            own.seek(split.topicPartition(), split.nextOffset());
            if (split.stopOffset() != KafkaSplit.NO_STOP) {
              stops.put(split.topicPartition(), split.stopOffset());
            }
          }
        });
  }

  /** Leaves these alone for now, and goes on with all others. */
  void hold(Set<TopicPartition> partitions) {
    submit(
        own -> {
          held = partitions;
          resumeOthers(own);
        });
  }

  private void resumeOthers(KafkaConsumer<byte[], byte[]> own) {
    Set<TopicPartition> pausing = new HashSet<>(held);
    pausing.retainAll(own.assignment());
    own.resume(own.assignment());
    own.pause(pausing);
  }

  /** Tells the group where the job stands; nothing depends on whether that succeeds. */
  void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    submit(
        own -> {
          uncommitted = offsets;
          own.commitAsync(offsets, (committed, failed) -> onCommitted(offsets, failed));
        });
  }

  private void onCommitted(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failed) {
    if (failed == null) {
      if (uncommitted == offsets) {
        uncommitted = null;
      }
    } else {
      failedCommits++;
      LOG.warn(
          "source '{}': could not commit offsets of group '{}'; they are for monitoring, and come"
              + " again with the next checkpoint, if there is one: {}",
          config.name(),
          config.groupId(),
          failed.getMessage());
    }
  }

  private void submit(Command command) {
    commands.add(command);
    KafkaConsumer<byte[], byte[]> polling = consumer;
    if (polling != null) {
      polling.wakeup();
    }
  }

  /**
   * What the oldest poll brought that was not taken yet, or null.
   *
   * @throws Exception what ended the fetcher
   */
  List<FetchedPartition> poll() throws Exception {
    List<FetchedPartition> next = fetched.poll();
    if (next == null && failure != null) {
      throw failure;
    }
    return next;
  }

  /** Records behind what was fetched last, over all partitions. Any thread. */
  long lag() {
    return lag;
  }

  long failedCommits() {
    return failedCommits;
  }

  private void run() {
    try (KafkaConsumer<byte[], byte[]> own =
        new KafkaConsumer<>(config.consumerSettings(subtaskIndex))) {
      consumer = own;
      while (!closed) {
        step(own);
      }
      runCommands(own);
      consumer = null;
      commitLast(own);
      own.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSE));
    } catch (Exception e) {
      if (!closed) {
        failure = explained(e);
        onFetched.run();
      }
    } finally {
      consumer = null;
    }
  }

  /** No checkpoint comes after this one to try again. */
  private void commitLast(KafkaConsumer<byte[], byte[]> own) {
    for (int attempt = 0; attempt < 2 && uncommitted != null; attempt++) {
      try {
        own.commitSync(uncommitted, lastCommit);
        uncommitted = null;
      } catch (WakeupException e) {
        // Meant for a poll that was over by then.
      } catch (KafkaException e) {
        onCommitted(uncommitted, e);
        return;
      }
    }
  }

  private void step(KafkaConsumer<byte[], byte[]> own) throws InterruptedException {
    runCommands(own);
    if (own.assignment().isEmpty()) {
      Command next = commands.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
      if (next != null) {
        next.run(own);
      }
      return;
    }
    ConsumerRecords<byte[], byte[]> records;
    try {
      records = own.poll(POLL);
    } catch (WakeupException e) {
      return;
    }
    List<FetchedPartition> batch = toBatch(own, records);
    if (!batch.isEmpty()) {
      handOver(own, batch);
    }
    lag = lagOf(own);
  }

  private void runCommands(KafkaConsumer<byte[], byte[]> own) {
    for (Command next; (next = commands.poll()) != null; ) {
      try {
        next.run(own);
      } catch (WakeupException e) {
        // Meant for the poll before; none of the commands waits.
        next.run(own);
      }
    }
  }

  private List<FetchedPartition> toBatch(
      KafkaConsumer<byte[], byte[]> own, ConsumerRecords<byte[], byte[]> records) {
    List<FetchedPartition> batch = new ArrayList<>();
    Map<TopicPartition, OffsetAndMetadata> next = records.nextOffsets();
    Set<TopicPartition> finished = finished(own);
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> ofPartition = records.records(partition);
      OffsetAndMetadata after = next.get(partition);
      long nextOffset =
          after != null ? after.offset() : ofPartition.get(ofPartition.size() - 1).offset() + 1;
      batch.add(
          new FetchedPartition(partition, ofPartition, nextOffset, finished.remove(partition)));
    }
    for (TopicPartition partition : finished) {
      // Nothing but control records was left before its stopping offset.
      batch.add(new FetchedPartition(partition, List.of(), stops.get(partition), true));
    }
    return batch;
  }

  /** Those at their stopping offset, which are no longer assigned then. */
  private Set<TopicPartition> finished(KafkaConsumer<byte[], byte[]> own) {
    Set<TopicPartition> finished = new HashSet<>();
    stops.forEach(
        (partition, stop) -> {
          if (own.assignment().contains(partition) && own.position(partition) >= stop) {
            finished.add(partition);
          }
        });
    if (!finished.isEmpty()) {
      Collection<TopicPartition> left = new HashSet<>(own.assignment());
      left.removeAll(finished);
      own.assign(left);
    }
    return finished;
  }

  /** Waits for room; the connection, and what is to be committed, are kept going meanwhile. */
  private void handOver(KafkaConsumer<byte[], byte[]> own, List<FetchedPartition> batch)
      throws InterruptedException {
    boolean paused = false;
    while (!closed && !fetched.offer(batch, FULL_QUEUE_WAIT_MS, TimeUnit.MILLISECONDS)) {
      runCommands(own);
      own.pause(own.assignment());
      paused = true;
      try {
        own.poll(Duration.ZERO);
      } catch (WakeupException e) {
        // For a command, which comes next.
      }
    }
    onFetched.run();
    if (paused) {
      resumeOthers(own);
    }
  }

  private static long lagOf(KafkaConsumer<byte[], byte[]> own) {
    long sum = 0;
    for (TopicPartition partition : own.assignment()) {
      sum += own.currentLag(partition).orElse(0);
    }
    return sum;
  }

  private Exception explained(Exception thrown) {
    if (thrown instanceof OffsetOutOfRangeException gone) {
      return new KafkaException(
          "the broker has no record any more, or not yet, at "
              + gone.offsetOutOfRangePartitions()
              + ": records were deleted before they were read, or the topic was made anew; to go on"
              + " with what is left, set the property auto.offset.reset to earliest or latest",
          thrown);
    }
    return thrown;
  }

  /**
   * Waits, for a bounded time, for what is to be committed, since the process may end next: else a
   * job that has come to its end would seem to lag behind for ever.
   *
   * @param ended if all has been read
   */
  void close(boolean ended) throws InterruptedException {
    lastCommit = ended ? PATIENTLY : BRIEFLY;
    closed = true;
    KafkaConsumer<byte[], byte[]> polling = consumer;
    if (polling != null) {
      polling.wakeup();
    }
    fetched.clear();
    if (config.groupId() != null) {
      thread.join(lastCommit.toMillis());
    }
  }
}
