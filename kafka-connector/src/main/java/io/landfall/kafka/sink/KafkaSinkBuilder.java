package io.landfall.kafka.sink;

import io.landfall.kafka.client.ClientSettings;
import io.landfall.kafka.serde.RecordSerializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** Puts a {@link KafkaSink} together. One thread. */
public final class KafkaSinkBuilder<T> {

  /** What brokers allow unless they were told otherwise. */
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

  private static final int LONGEST_PREFIX = 200;

  private final Map<String, Object> properties = new HashMap<>();
  private String name = "kafka-sink";
  private String bootstrapServers;
  private RecordSerializer<T> serializer;
  private Guarantee guarantee = Guarantee.EXACTLY_ONCE;
  private String transactionalIdPrefix;
  private Duration transactionTimeout = TRANSACTION_TIMEOUT;
  private Duration connectTimeout = ClientSettings.CONNECT_TIMEOUT;
  private LostTransactionPolicy lostTransactions = LostTransactionPolicy.FAIL;

  KafkaSinkBuilder() {}

  /** What logs and metrics call it; {@code kafka-sink} by default. */
  public KafkaSinkBuilder<T> name(String sinkName) {
    name = Objects.requireNonNull(sinkName, "name");
    return this;
  }

  /**
   * @param servers {@code host:port}, with commas between
   */
  public KafkaSinkBuilder<T> bootstrapServers(String servers) {
    bootstrapServers = Objects.requireNonNull(servers, "bootstrapServers");
    return this;
  }

  /** What is written for a value: mostly {@code RecordFields}, or a lambda. */
  public KafkaSinkBuilder<T> record(RecordSerializer<T> records) {
    serializer = Objects.requireNonNull(records, "record");
    return this;
  }

  /** {@link Guarantee#EXACTLY_ONCE} by default. */
  public KafkaSinkBuilder<T> guarantee(Guarantee promised) {
    guarantee = Objects.requireNonNull(promised, "guarantee");
    return this;
  }

  /**
   * How the transactional ids begin. By default the job's and the operator's names are in it; give
   * one if two jobs of the same name write to one cluster, for they would fence each other. It must
   * stay the same for as long as the job's state is used.
   */
  public KafkaSinkBuilder<T> transactionalIdPrefix(String prefix) {
    if (prefix.isBlank() || prefix.length() > LONGEST_PREFIX) {
      throw new IllegalArgumentException(
          "transactionalIdPrefix '" + prefix + "': give 1 to " + LONGEST_PREFIX + " characters");
    }
    transactionalIdPrefix = prefix;
    return this;
  }

  /**
   * After which the broker aborts a transaction, and so the longest time that the job may stand
   * still between preparing and committing; readers wait that long for a job that never comes back.
   * 15 minutes by default, which is the brokers' own limit unless they are told otherwise.
   */
  public KafkaSinkBuilder<T> transactionTimeout(Duration timeout) {
    if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "transactionTimeout " + timeout + " is not between 1 ms and 24 days");
    }
    transactionTimeout = timeout;
    return this;
  }

  /** What to do if a prepared transaction was aborted by the broker; the job fails by default. */
  public KafkaSinkBuilder<T> onLostTransaction(LostTransactionPolicy policy) {
    lostTransactions = Objects.requireNonNull(policy, "onLostTransaction");
    return this;
  }

  /** For how long the start of the job waits for the cluster; 10 s by default. */
  public KafkaSinkBuilder<T> connectTimeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("connectTimeout " + timeout + " is not positive");
    }
    connectTimeout = timeout;
    return this;
  }

  /** Any setting of Kafka's producer, such as {@code compression.type}. */
  public KafkaSinkBuilder<T> property(String key, Object value) {
    properties.put(key, value);
    return this;
  }

  public KafkaSinkBuilder<T> properties(Properties all) {
    properties.putAll(ClientSettings.toMap(all));
    return this;
  }

  /**
   * @throws IllegalArgumentException if something is missing, or does not go together
   */
  public KafkaSink<T> build() {
    require(bootstrapServers, "bootstrapServers");
    require(serializer, "a record(...)");
    for (String ours : new String[] {"transactional.id", "transaction.timeout.ms"}) {
      if (properties.containsKey(ours)) {
        throw new IllegalArgumentException(
            "sink '"
                + name
                + "': property "
                + ours
                + " is the sink's own; use transactionalIdPrefix or transactionTimeout");
      }
    }
    return new KafkaSink<>(
        new SinkConfig<>(
            name,
            new ClientSettings(bootstrapServers, properties, connectTimeout),
            serializer,
            guarantee,
            transactionalIdPrefix,
            transactionTimeout,
            lostTransactions));
  }

  private void require(Object given, String what) {
    if (given == null) {
      throw new IllegalArgumentException("sink '" + name + "': give it " + what);
    }
  }
}
