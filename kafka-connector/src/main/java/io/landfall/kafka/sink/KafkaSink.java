package io.landfall.kafka.sink;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.serialization.Serializer;
import io.landfall.kafka.client.ClusterCheck;
import io.landfall.kafka.client.KafkaRefusal;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigException;

/**
 * Writes records to Kafka topics, by default exactly once: in transactions that are prepared at
 * each barrier and committed when the checkpoint is durable.
 *
 * <pre>{@code
 * KafkaSink<Total> totals =
 *     KafkaSink.<Total>builder()
 *         .bootstrapServers("localhost:9092")
 *         .record(RecordFields.<Total>to("totals").stringKey(Total::customer).value(JsonRecords.bytes()))
 *         .build();
 * }</pre>
 *
 * <p>Metrics of each subtask: {@code records-written}, {@code transactions-committed}, {@code
 * open-transaction-ms}.
 */
public final class KafkaSink<T> implements TwoPhaseSink<T, PreparedTransaction> {

  private final SinkConfig<T> config;
  private final TransactionCommitter committer;

  KafkaSink(SinkConfig<T> config) {
    this.config = config;
    this.committer = new TransactionCommitter(config);
  }

  public static <T> KafkaSinkBuilder<T> builder() {
    return new KafkaSinkBuilder<>();
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public void validate(Settings settings) throws InvalidSinkException {
    try {
      new ProducerConfig(config.producerSettings("landfall-check"));
    } catch (ConfigException e) {
      throw new InvalidSinkException(e.getMessage());
    }
    boolean transactional = config.guarantee() == Guarantee.EXACTLY_ONCE;
    if (transactional) {
      TransactionTimeouts.check(config.transactionTimeout(), settings);
    }
    try (ClusterCheck cluster = ClusterCheck.connect(config.client())) {
      if (transactional) {
        TransactionTimeouts.check(config.transactionTimeout(), cluster.maxTransactionTimeoutMs());
        cluster.mayUseTransactionalId(
            config.transactionalIds(settings.jobName(), settings.operatorUid()).name(0, 0));
      }
      if (config.serializer().fixedTopic() != null) {
        cluster.topics(List.of(config.serializer().fixedTopic()), AclOperation.WRITE);
      }
    } catch (KafkaRefusal e) {
      throw new InvalidSinkException(e.getMessage());
    }
  }

  /** Producers wait: for memory while brokers are slow, at barriers, and for commits. */
  @Override
  public boolean mayBlock() {
    return true;
  }

  @Override
  public Writer<T, PreparedTransaction> createWriter(WriterContext context) {
    return createWriter(context, List.of());
  }

  @Override
  public Writer<T, PreparedTransaction> createWriter(
      WriterContext context, List<PreparedTransaction> restored) {
    return config.guarantee() == Guarantee.EXACTLY_ONCE
        ? new TransactionalWriter<>(config, context, restored)
        : new PlainWriter<>(config, context);
  }

  @Override
  public void commit(PreparedTransaction prepared) {
    committer.commit(prepared);
  }

  @Override
  public void abort(PreparedTransaction prepared) {
    committer.abort(prepared);
  }

  @Override
  public Serializer<PreparedTransaction> committableSerializer() {
    return new PreparedTransaction.PreparedTransactionSerializer();
  }

  /** Whether a timeout fits. */
  static final class TransactionTimeouts {

    /**
     * A transaction is open from one barrier to the completion of the next checkpoint, so for two
     * intervals if all goes well.
     */
    static void check(Duration timeout, Settings settings) throws InvalidSinkException {
      if (!settings.checkpointing()) {
        throw new InvalidSinkException(
            "exactly-once commits when a checkpoint is complete, and checkpoints are switched off;"
                + " enable them (checkpoint.enabled), or choose Guarantee.AT_LEAST_ONCE");
      }
      Duration least = settings.checkpointInterval().multipliedBy(2);
      if (timeout.compareTo(least) < 0) {
        throw new InvalidSinkException(
            "transactionTimeout of "
                + timeout.toMillis()
                + " ms is below two checkpoint intervals ("
                + least.toMillis()
                + " ms), for which a transaction is open at least; raise it, or lower"
                + " checkpoint.interval");
      }
    }

    /**
     * @param brokersLimitMs -1 if it is not known
     */
    static void check(Duration timeout, long brokersLimitMs) throws InvalidSinkException {
      if (brokersLimitMs >= 0 && timeout.toMillis() > brokersLimitMs) {
        throw new InvalidSinkException(
            "transactionTimeout of "
                + timeout.toMillis()
                + " ms is above the brokers' transaction.max.timeout.ms of "
                + brokersLimitMs
                + "; lower it, or raise theirs");
      }
    }

    private TransactionTimeouts() {}
  }
}
