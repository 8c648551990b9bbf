package io.landfall.kafka.sink;

import io.landfall.kafka.client.ClientSettings;
import io.landfall.kafka.serde.RecordSerializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * All that the builder was told. Immutable.
 *
 * @param transactionalIdPrefix null for one made of the job's and the operator's names
 */
record SinkConfig<T>(
    String name,
    ClientSettings client,
    RecordSerializer<T> serializer,
    Guarantee guarantee,
    String transactionalIdPrefix,
    Duration transactionTimeout,
    LostTransactionPolicy lostTransactions) {

  private static final int BATCH_BYTES = 64 * 1024;

  /**
   * How long a batch may wait to fill: nobody sees it before its transaction is committed, and a
   * barrier waits for nothing. Fewer and larger requests spare the broker work.
   */
  private static final int TRANSACTIONAL_LINGER_MS = 100;

  Map<String, Object> producerSettings(String clientId) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("batch.size", BATCH_BYTES);
    if (guarantee == Guarantee.EXACTLY_ONCE) {
      defaults.put("linger.ms", TRANSACTIONAL_LINGER_MS);
    }
    defaults.put("client.id", clientId);
    Map<String, Object> required = new HashMap<>();
    required.put("key.serializer", ByteArraySerializer.class);
    required.put("value.serializer", ByteArraySerializer.class);
    if (guarantee != Guarantee.NONE) {
      required.put("acks", "all");
      required.put("enable.idempotence", true);
    }
    return client.with(defaults, required);
  }

  /** The names of this sink's transactions, the same in every run. */
  TransactionalIds transactionalIds(String jobName, String operatorUid) {
    return new TransactionalIds(
        transactionalIdPrefix != null
            ? transactionalIdPrefix
            : TransactionalIds.defaultPrefix(jobName, operatorUid));
  }

  Map<String, Object> transactionalSettings(String transactionalId) {
    Map<String, Object> settings = producerSettings(transactionalId);
    settings.put("transactional.id", transactionalId);
    settings.put(
        "transaction.timeout.ms", (int) Math.min(Integer.MAX_VALUE, transactionTimeout.toMillis()));
    return settings;
  }
}
