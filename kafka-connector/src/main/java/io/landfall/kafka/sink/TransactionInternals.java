package io.landfall.kafka.sink;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.internals.TransactionManager;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;

/**
 * The few private fields of Kafka's producer without which a transaction cannot be taken up by
 * another process: its producer id and epoch, and the state of being in a transaction. Kafka's own
 * way to do that (KIP-939) is not open to users of this client version, and needs a switch at the
 * broker. The idea is Flink's {@code FlinkKafkaInternalProducer}.
 */
final class TransactionInternals {

  private static final Field MANAGER = field(KafkaProducer.class, "transactionManager");
  private static final Field STATE = field(TransactionManager.class, "currentState");
  private static final Field PRODUCER = field(TransactionManager.class, "producerIdAndEpoch");
  private static final Field STARTED = field(TransactionManager.class, "transactionStarted");
  private static final Field VERSION_2 = field(TransactionManager.class, "isTransactionV2Enabled");
  private static final String IN_TRANSACTION = "IN_TRANSACTION";

  /** What is open now. */
  static PreparedTransaction describe(
      KafkaProducer<?, ?> producer, String transactionalId, long nowMs) {
    try {
      TransactionManager manager = (TransactionManager) MANAGER.get(producer);
      ProducerIdAndEpoch identity = (ProducerIdAndEpoch) PRODUCER.get(manager);
      return new PreparedTransaction(
          transactionalId,
          identity.producerId,
          identity.epoch,
          VERSION_2.getBoolean(manager),
          nowMs);
    } catch (IllegalAccessException e) {
      throw unexpected(e);
    }
  }

  /** Puts a producer that was never initialised into {@code prepared}, ready to commit it. */
  static void resume(KafkaProducer<?, ?> producer, PreparedTransaction prepared) {
    try {
      TransactionManager manager = (TransactionManager) MANAGER.get(producer);
      synchronized (manager) {
        Constructor<ProducerIdAndEpoch> identity =
            ProducerIdAndEpoch.class.getDeclaredConstructor(long.class, short.class);
        PRODUCER.set(manager, identity.newInstance(prepared.producerId(), prepared.epoch()));
        VERSION_2.setBoolean(manager, prepared.version2());
        STARTED.setBoolean(manager, true);
        STATE.set(manager, stateNamed(IN_TRANSACTION));
      }
    } catch (ReflectiveOperationException e) {
      throw unexpected(e);
    }
  }

  private static Object stateNamed(String name) {
    for (Object state : STATE.getType().getEnumConstants()) {
      if (((Enum<?>) state).name().equals(name)) {
        return state;
      }
    }
    throw unexpected(new NoSuchFieldException(STATE.getType().getName() + "." + name));
  }

  private static Field field(Class<?> owner, String name) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw unexpected(e);
    }
  }

  private static IllegalStateException unexpected(Exception cause) {
    return new IllegalStateException(
        "kafka-clients "
            + AppInfoParser.getVersion()
            + " is not built as exactly-once needs it ("
            + cause.getMessage()
            + "); use the version that Landfall was built with",
        cause);
  }

  private TransactionInternals() {}
}
