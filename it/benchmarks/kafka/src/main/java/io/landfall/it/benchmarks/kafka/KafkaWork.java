package io.landfall.it.benchmarks.kafka;

import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Work;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The topics of one run of {@link Work#W5}: an input that all runs share, told by {@code
 * bootstrap=} and {@code input=}, and an output of its own. Each input record leads to one output
 * record, from its key to how often the key has come so far, both as big-endian longs.
 *
 * @param bootstrap where the broker is
 */
public record KafkaWork(String bootstrap, String input, String output) {

  public static final int PARTITIONS = 4;

  private static final int KEYS = 100_000;
  private static final int VALUE_BYTES = 100;

  /** Fills the input if it is not there yet, and makes the output. Before the stopwatch starts. */
  public static KafkaWork prepare(RunSpec spec) throws InterruptedException {
    String bootstrap = bootstrap(spec);
    String input = spec.text("input", "input-" + spec.records());
    Topics topics = new Topics(bootstrap);
    if (!topics.exists(input)) {
      topics.create(input, PARTITIONS);
      topics.fill(spec.records(), index -> recordAt(input, index));
    }
    long present = topics.records(input, PARTITIONS);
    if (present != spec.records()) {
      throw new IllegalStateException(
          "topic " + input + " has " + present + " records, the run is of " + spec.records());
    }
    String output = "output-" + UUID.randomUUID();
    topics.create(output, PARTITIONS);
    return new KafkaWork(bootstrap, input, output);
  }

  /**
   * Where the run's broker is.
   *
   * @throws IllegalArgumentException if the run is not told
   */
  public static String bootstrap(RunSpec spec) {
    String bootstrap = spec.text("bootstrap", null);
    if (bootstrap == null) {
      throw new IllegalArgumentException("no bootstrap=host:port, which " + spec.work() + " needs");
    }
    return bootstrap;
  }

  private static ProducerRecord<byte[], byte[]> recordAt(String topic, long index) {
    long random = Mix.of(index);
    ByteBuffer value = ByteBuffer.allocate(VALUE_BYTES);
    for (long part = random; value.remaining() >= Long.BYTES; part = Mix.of(part)) {
      value.putLong(part);
    }
    return new ProducerRecord<>(topic, Topics.bytes((random & 0x7fffffff) % KEYS), value.array());
  }
}
