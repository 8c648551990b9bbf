package io.landfall.it.benchmarks.kafkastreams;

import io.landfall.it.benchmarks.kafka.KafkaWork;
import io.landfall.it.benchmarks.kafka.Topics;
import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Pacer;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Stopwatch;
import io.landfall.it.benchmarks.workload.Words;
import io.landfall.it.benchmarks.workload.Work;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;

/** The topics that the works but W5 read: a partition for each source subtask. */
final class Inputs {

  private static final long LOOK_EVERY_MS = 1;

  private Inputs() {}

  /**
   * Makes the topic, and fills it unless its records are paced or it is there already; {@code
   * filled=true} says that it is, so that not even looking counts as start-up.
   */
  static String prepare(RunSpec spec) throws InterruptedException {
    Topics topics = new Topics(KafkaWork.bootstrap(spec));
    if (spec.work() == Work.W3) {
      String topic = "paced-" + UUID.randomUUID();
      topics.create(topic, spec.parallelism());
      return topic;
    }
    String kind = spec.work() == Work.W4 ? "events" : "sentences";
    String topic = String.join("-", kind, "" + spec.inputs(), "" + spec.parallelism());
    if (!spec.flag("filled") && !topics.exists(topic)) {
      topics.create(topic, spec.parallelism());
      topics.fill(spec.inputs(), index -> recordAt(spec, topic, index));
    }
    return topic;
  }

  private static ProducerRecord<byte[], byte[]> recordAt(RunSpec spec, String topic, long index) {
    int partition = (int) (index % spec.parallelism());
    if (spec.work() == Work.W4) {
      Event event = Events.shared(index);
      return new ProducerRecord<>(
          topic, partition, Topics.bytes(event.key), EventSerde.bytes(event));
    }
    byte[] sentence = Words.sentence(index).getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(topic, partition, null, sentence);
  }

  /** Begins to write records as they fall due, once the application is ready to take them. */
  static void pace(RunSpec spec, String topic, KafkaStreams streams) throws InterruptedException {
    while (streams.state() != KafkaStreams.State.RUNNING) {
      Thread.sleep(LOOK_EVERY_MS);
    }
    for (int subtask = 0; subtask < spec.parallelism(); subtask++) {
      int source = subtask;
      Thread thread = new Thread(() -> write(spec, topic, source), "source-" + subtask);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static void write(RunSpec spec, String topic, int subtask) {
    try (KafkaProducer<byte[], byte[]> producer =
        new Topics(KafkaWork.bootstrap(spec)).producer(0)) {
      // The first look at the topic is not the first record's latency.
      producer.partitionsFor(topic);
      Pacer pacer = new Pacer(spec, subtask);
      for (long n = 0; n < spec.inputsOf(subtask); n++) {
        while (!pacer.isDue(n)) {
          LockSupport.parkNanos(Pacer.REST_NS);
        }
        Event event = Events.timed(spec.indexOf(subtask, n), pacer.dueNs(n));
        producer.send(
            new ProducerRecord<>(topic, Topics.bytes(event.key), EventSerde.bytes(event)),
            (sent, failure) -> {
              if (failure != null) {
                Stopwatch.fail(failure);
              }
            });
      }
    } catch (RuntimeException e) {
      Stopwatch.fail(e);
    }
  }
}
