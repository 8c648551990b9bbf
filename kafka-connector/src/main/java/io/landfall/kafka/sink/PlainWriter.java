package io.landfall.kafka.sink;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.function.Counter;
import io.landfall.kafka.serde.RecordSerializer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes without transactions; waits for the brokers at barriers, if anything is promised. */
final class PlainWriter<T> implements TwoPhaseSink.Writer<T, PreparedTransaction> {

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final SinkConfig<T> config;
  private final RecordSerializer<T> serializer;
  private final KafkaProducer<byte[], byte[]> producer;
  private final SendFailures failures;
  private final Counter written;

  PlainWriter(SinkConfig<T> config, TwoPhaseSink.WriterContext context) {
    this.config = config;
    this.serializer = config.serializer().duplicate();
    this.failures = new SendFailures(config.name());
    this.written = context.counter("records-written");
    this.producer =
        new KafkaProducer<>(
            config.producerSettings("landfall-" + config.name() + "-" + context.subtaskIndex()));
  }

  @Override
  public void write(T value, long timestampMs) throws Exception {
    ProducerRecord<byte[], byte[]> record = serializer.serialize(value, timestampMs);
    if (record != null) {
      failIfPromised();
      producer.send(record, failures);
      written.add(1);
    }
  }

  @Override
  public List<PreparedTransaction> prepare(long checkpointId) {
    if (config.guarantee() != Guarantee.NONE) {
      producer.flush();
    }
    failIfPromised();
    return List.of();
  }

  private void failIfPromised() {
    if (config.guarantee() != Guarantee.NONE) {
      failures.check();
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
