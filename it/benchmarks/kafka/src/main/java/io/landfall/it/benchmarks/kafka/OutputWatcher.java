package io.landfall.it.benchmarks.kafka;

import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.SinkMeter;
import io.landfall.it.benchmarks.workload.Stopwatch;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.LongDeserializer;

/**
 * Tells the stopwatch of what a run has written to its output, once that is committed. Has a thread
 * of its own from its creation until it is closed; create it after the {@link Stopwatch}.
 */
public final class OutputWatcher implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaWork work;
  private final Thread thread = new Thread(this::watch, "output-watcher");
  private volatile boolean closed;

  public OutputWatcher(KafkaWork work) {
    this.work = work;
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
      consumer.assign(
          IntStream.range(0, KafkaWork.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(work.output(), partition))
              .toList());
      SinkMeter meter = Stopwatch.newSink();
      while (!closed) {
        for (ConsumerRecord<Long, Long> result : consumer.poll(POLL)) {
          meter.add(Mix.of(result.key(), result.value()));
        }
      }
    } catch (RuntimeException e) {
      Stopwatch.fail(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
