package io.landfall.kafka.sink;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.function.Counter;
import io.landfall.kafka.serde.RecordSerializer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Writes in transactions, one from barrier to barrier, begun with its first record. Producers stay
 * with their transactional ids; four are enough where checkpoints follow one another. Task thread
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

  /** For the next transaction: made beforehand, since that takes longer than a ring lasts. */
  private Spare spare;

  /** When the current transaction was begun, or 0; read by metrics. */
  private volatile long openSinceMs;

  TransactionalWriter(
      SinkConfig<T> config,
      TwoPhaseSink.WriterContext context,
      List<PreparedTransaction> restored) {
    this.config = config;
    this.serializer = config.serializer().duplicate();
    this.ids = config.transactionalIds(context.jobName(), context.operatorUid());
    this.subtaskIndex = context.subtaskIndex();
    this.committer = new TransactionCommitter(config);
    this.written = context.counter("records-written");
    this.committed = context.counter("transactions-committed");
    context.gauge("open-transaction-ms", this::openMs);
    Set<String> untouchable = new HashSet<>();
    restored.forEach(each -> untouchable.add(each.transactionalId()));
    fenceOlderRuns(context.parallelism(), untouchable);
    pool = new TransactionalIdPool(ownNumbers(untouchable));
    spare = newSpare();
  }

  private record Spare(int number, CompletableFuture<TransactionalProducer> producer) {}

  private Spare newSpare() {
    int number = pool.acquire();
    TransactionalProducer present = producers.get(number);
    if (present != null) {
      return new Spare(number, CompletableFuture.completedFuture(present));
    }
    CompletableFuture<TransactionalProducer> opened = new CompletableFuture<>();
    String id = ids.name(subtaskIndex, number);
    Thread opening =
        new Thread(
            () -> {
              try {
                opened.complete(TransactionalProducer.open(config, number, id));
              } catch (RuntimeException e) {
                opened.completeExceptionally(e);
              }
            },
            "kafka-open-" + id);
    opening.setDaemon(true);
    opening.start();
    return new Spare(number, opened);
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
    TransactionalProducer next = opened(spare.producer());
    producers.put(spare.number(), next);
    next.begin();
    current = next;
    openSinceMs = System.currentTimeMillis();
    spare = newSpare();
  }

  private static TransactionalProducer opened(CompletableFuture<TransactionalProducer> producer) {
    try {
      return producer.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw (RuntimeException) e.getCause();
    }
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
    if (!producers.containsKey(spare.number())) {
      spare.producer().thenAccept(TransactionalProducer::closeWithoutAbort);
    }
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
