package io.landfall.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Fails if the client that is pinned is not built as is assumed. No broker is needed for that. */
class TransactionInternalsTest {

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            "localhost:1",
            "transactional.id",
            "id",
            "max.block.ms",
            100,
            "reconnect.backoff.ms",
            1_000),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Test
  void describesWhatItResumed() {
    for (boolean version2 : new boolean[] {true, false}) {
      PreparedTransaction prepared = new PreparedTransaction("id", 4_711, (short) 12, version2, 99);
      KafkaProducer<byte[], byte[]> producer = producer();
      try {
        TransactionInternals.resume(producer, prepared);
        assertThat(TransactionInternals.describe(producer, "id", 99)).isEqualTo(prepared);
      } finally {
        producer.close(Duration.ZERO);
      }
    }
  }

  /** A producer that is in no transaction refuses to commit at once; this one asks the broker. */
  @Test
  void putsTheProducerIntoATransactionThatItCanCommit() {
    KafkaProducer<byte[], byte[]> producer = producer();
    try {
      assertThatThrownBy(producer::commitTransaction).isNotInstanceOf(TimeoutException.class);
    } finally {
      producer.close(Duration.ZERO);
    }
    KafkaProducer<byte[], byte[]> resumed = producer();
    try {
      TransactionInternals.resume(
          resumed, new PreparedTransaction("id", 4_711, (short) 12, true, 0));
      assertThatThrownBy(resumed::commitTransaction).isInstanceOf(TimeoutException.class);
    } finally {
      resumed.close(Duration.ZERO);
    }
  }
}
