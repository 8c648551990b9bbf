package io.landfall.api;

import io.landfall.api.connector.TwoPhaseSink;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Hands results to whoever started the job: with their checkpoint, once, or as they come if the job
 * takes no checkpoints. The queue is this process's, and so are the results.
 */
final class CollectSink<T> implements TwoPhaseSink<T, CollectSink.Batch<T>> {

  /** The records of one subtask between two checkpoints. */
  record Batch<T>(String batchId, List<T> records) {}

  private final ResultQueue<T> queue;
  private final boolean atOnce;

  CollectSink(ResultQueue<T> queue, boolean atOnce) {
    this.queue = queue;
    this.atOnce = atOnce;
  }

  @Override
  public String name() {
    return "collect";
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  @Override
  public Writer<T, Batch<T>> createWriter(WriterContext context) {
    return new BatchWriter();
  }

  @Override
  public void commit(Batch<T> prepared) throws InterruptedException {
    queue.putAll(prepared.batchId(), prepared.records());
  }

  /** Nothing of it has been handed out. */
  @Override
  public void abort(Batch<T> prepared) {}

  private final class BatchWriter implements Writer<T, Batch<T>> {
    private List<T> records = new ArrayList<>();

    @Override
    public void write(T value, long timestampMs) throws InterruptedException {
      if (atOnce) {
        queue.put(value);
      } else {
        records.add(value);
      }
    }

    @Override
    public List<Batch<T>> prepare(long checkpointId) {
      if (records.isEmpty()) {
        return List.of();
      }
      Batch<T> batch = new Batch<>(UUID.randomUUID().toString(), records);
      records = new ArrayList<>();
      return List.of(batch);
    }

    @Override
    public void close() {
      records = List.of();
    }
  }
}
