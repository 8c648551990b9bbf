package io.landfall.kafka.sink;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.function.Counter;
import io.landfall.kafka.serde.RecordSerializer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Writes in transactions, one from barrier to barrier, begun with its first record. Producers stay
 * with their transactional ids; three are enough where checkpoints follow one another. Task thread
 * only.
 */
final class TransactionalWriter<T> implements TwoPhaseSink.Writer<T, PreparedTransaction> {

  private final SinkConfig<T> config;
  private final RecordSerializer<T> serializer;
  private final TransactionalIds ids;
  private final int subtaskIndex;
  private final TransactionalIdPool pool;
  private final TransactionCommitter committer;
  private final Counter written;
  private final Counter committed;

  /** All that are there, by their number. */
  private final Map<Integer, TransactionalProducer> producers = new HashMap<>();

  private final Map<String, TransactionalProducer> prepared = new HashMap<>();
  private TransactionalProducer current;

  /** When the current transaction was begun, or 0; read by metrics. */
  private volatile long openSinceMs;

  TransactionalWriter(
      SinkConfig<T> config,
      TwoPhaseSink.WriterContext context,
      List<PreparedTransaction> restored) {
    this.config = config;
    this.serializer = config.serializer().duplicate();
    this.ids = new TransactionalIds(prefix(config, context));
    this.subtaskIndex = context.subtaskIndex();
    this.committer = new TransactionCommitter(config);
    this.written = context.counter("records-written");
    this.committed = context.counter("transactions-committed");
    context.gauge("open-transaction-ms", this::openMs);
    Set<String> untouchable = new HashSet<>();
    restored.forEach(each -> untouchable.add(each.transactionalId()));
    fenceOlderRuns(context.parallelism(), untouchable);
    pool = new TransactionalIdPool(ownNumbers(untouchable));
  }

  private static String prefix(SinkConfig<?> config, TwoPhaseSink.WriterContext context) {
    return config.transactionalIdPrefix() != null
        ? config.transactionalIdPrefix()
        : TransactionalIds.defaultPrefix(context.jobName(), context.operatorUid());
  }

  /** Every id that an earlier run may have used is some subtask's to take care of. */
  private void fenceOlderRuns(int parallelism, Set<String> untouchable) {
    try (TransactionAdmin admin =
        new TransactionAdmin(config.client(), "landfall-fence-" + ids.prefix())) {
      admin.fence(
          admin.idsWith(
              ids.prefix() + "-",
              id -> ids.isOwnedBy(id, subtaskIndex, parallelism) && !untouchable.contains(id)));
    }
  }

  private Set<Integer> ownNumbers(Set<String> restored) {
    Set<Integer> numbers = new HashSet<>();
    String own = ids.prefix() + "-" + subtaskIndex + "-";
    for (String id : restored) {
      if (id.startsWith(own) && ids.subtaskOf(id).isPresent()) {
        numbers.add(Integer.parseInt(id.substring(own.length())));
      }
    }
    return numbers;
  }

  @Override
  public void write(T value, long timestampMs) throws Exception {
    ProducerRecord<byte[], byte[]> record = serializer.serialize(value, timestampMs);
    if (record == null) {
      return;
    }
    if (current == null) {
      begin();
    }
    current.send(record);
    written.add(1);
  }

  private void begin() {
    int number = pool.acquire();
    TransactionalProducer next = producers.get(number);
    if (next == null) {
      next = TransactionalProducer.open(config, number, ids.name(subtaskIndex, number));
      producers.put(number, next);
    }
    next.begin();
    current = next;
    openSinceMs = System.currentTimeMillis();
  }

  @Override
  public List<PreparedTransaction> prepare(long checkpointId) {
    if (current == null) {
      return List.of();
    }
    PreparedTransaction handle = current.prepare();
    prepared.put(handle.transactionalId(), current);
    pool.prepared(current.number(), checkpointId);
    current = null;
    openSinceMs = 0;
    return List.of(handle);
  }

  @Override
  public boolean tryCommit(PreparedTransaction handle) {
    TransactionalProducer producer = prepared.get(handle.transactionalId());
    if (producer == null) {
      return false;
    }
    try {
      producer.commit(TransactionCommitter.PATIENCE);
    } catch (TimeoutException e) {
      throw e;
    } catch (KafkaException e) {
      // The broker may have ended it by itself, and the producer cannot tell how.
      committer.commit(handle);
      // Going on as told: with another producer for the id, since this one is refused.
      producers.remove(producer.number()).closeWithoutAbort();
    }
    prepared.remove(handle.transactionalId());
    committed.add(1);
    return true;
  }

  @Override
  public void onCheckpointComplete(long checkpointId) {
    pool.onCheckpointComplete(checkpointId);
  }

  private long openMs() {
    long since = openSinceMs;
    return since == 0 ? 0 : Math.max(0, System.currentTimeMillis() - since);
  }

  @Override
  public void close() {
    for (TransactionalProducer producer : producers.values()) {
      if (producer == current) {
        producer.abortAndClose();
      } else {
        producer.closeWithoutAbort();
      }
    }
    producers.clear();
  }
}
