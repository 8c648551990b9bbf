package io.landfall.it.benchmarks.kafka;

import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.SinkMeter;
import io.landfall.it.benchmarks.workload.Stopwatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;

/**
 * Tells the stopwatch of what a run has written to its output, once that is committed. While the
 * run goes on it only asks how far that is: to read all would take a sixth of the CPU time that is
 * counted as the run's. Then it reads all. Has a thread of its own from its creation until it is
 * closed; create it after the {@link Stopwatch}.
 */
public final class OutputWatcher implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private static final long LOOK_EVERY_NS = 20_000_000;

  private final KafkaWork work;
  private final long records;
  private final Thread thread = new Thread(this::watch, "output-watcher");
  private volatile boolean closed;

  /**
   * @param records that there are once the run is over
   */
  public OutputWatcher(KafkaWork work, long records) {
    this.work = work;
    this.records = records;
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try (KafkaConsumer<Long, Long> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                work.bootstrap(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "max.poll.records",
                10_000),
            new LongDeserializer(),
            new LongDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, KafkaWork.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(work.output(), partition))
              .toList();
      SinkMeter meter = Stopwatch.newSink();
      for (long committed = 0; committed < records && !closed; ) {
        LockSupport.parkNanos(LOOK_EVERY_NS);
        committed = committed(consumer, partitions);
        meter.announce(committed);
      }
      consumer.assign(partitions);
      while (!closed) {
        for (ConsumerRecord<Long, Long> result : consumer.poll(POLL)) {
          meter.add(Mix.of(result.key(), result.value()));
        }
      }
    } catch (RuntimeException e) {
      Stopwatch.fail(e);
    }
  }

  /**
   * Each transaction counts for one more in each of its partitions, a hundred in a run of millions.
   */
  private static long committed(
      KafkaConsumer<Long, Long> consumer, List<TopicPartition> partitions) {
    return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
