package io.landfall.kafka.sink;

import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A producer that keeps one transactional id. Task thread only. */
final class TransactionalProducer {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionalProducer.class);
  private static final Duration ABORT = Duration.ofSeconds(5);

  private final int number;
  private final String transactionalId;
  private final KafkaProducer<byte[], byte[]> producer;
  private final SendFailures failures;

  private TransactionalProducer(SinkConfig<?> config, int number, String transactionalId) {
    this.number = number;
    this.transactionalId = transactionalId;
    this.failures = new SendFailures(config.name());
    this.producer = new KafkaProducer<>(config.transactionalSettings(transactionalId));
  }

  /** Fences whoever used the id before, and aborts what was left open. */
  static TransactionalProducer open(SinkConfig<?> config, int number, String transactionalId) {
    TransactionalProducer opened = new TransactionalProducer(config, number, transactionalId);
    try {
      opened.producer.initTransactions();
      return opened;
    } catch (RuntimeException e) {
      opened.producer.close(Duration.ZERO);
      throw explained(config, transactionalId, e);
    }
  }

  private static RuntimeException explained(
      SinkConfig<?> config, String transactionalId, RuntimeException thrown) {
    if (thrown instanceof TransactionalIdAuthorizationException) {
      return new KafkaException(
          "sink '"
              + config.name()
              + "': no permission for WRITE on transactional id '"
              + transactionalId
              + "'; have it granted for all ids with the sink's prefix",
          thrown);
    }
    if (thrown instanceof InvalidTxnTimeoutException) {
      return new KafkaException(
          "sink '"
              + config.name()
              + "': transactionTimeout of "
              + config.transactionTimeout().toMillis()
              + " ms is above the brokers' transaction.max.timeout.ms; lower it, or raise theirs",
          thrown);
    }
    return thrown;
  }

  int number() {
    return number;
  }

  String transactionalId() {
    return transactionalId;
  }

  void begin() {
    producer.beginTransaction();
  }

  void send(ProducerRecord<byte[], byte[]> record) {
    failures.check();
    producer.send(record, failures);
  }

  /** Waits until the brokers have all records; then the transaction can be committed by others. */
  PreparedTransaction prepare() {
    producer.flush();
    failures.check();
    return TransactionInternals.describe(producer, transactionalId, System.currentTimeMillis());
  }

  /**
   * Commits; asks again for as long as the broker does not answer.
   *
   * @param patience for how long
   */
  void commit(Duration patience) {
    commit(producer, transactionalId, patience);
  }

  static void commit(KafkaProducer<?, ?> producer, String transactionalId, Duration patience) {
    long deadlineNs = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        producer.commitTransaction();
        return;
      } catch (TimeoutException e) {
        if (System.nanoTime() - deadlineNs >= 0) {
          throw e;
        }
        LOG.warn(
            "the broker has not yet answered the commit of transaction {}; asking again",
            transactionalId);
      }
    }
  }

  /** Aborts what is open, if the broker can be told within some seconds. */
  void abortAndClose() {
    // A producer that is closed with time left aborts its transaction.
    producer.close(ABORT);
  }

  /** Leaves a prepared transaction as it is, for a restart to decide about. */
  void closeWithoutAbort() {
    producer.close(Duration.ZERO);
  }
}
