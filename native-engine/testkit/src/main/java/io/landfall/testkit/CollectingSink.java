package io.landfall.testkit;

import io.landfall.api.connector.TwoPhaseSink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Brings what a job emits to the test, exactly once: a result is there when a checkpoint that
 * covers it is complete, at the latest when the job has ended. For jobs of this process. Any
 * thread.
 */
public final class CollectingSink<T> implements TwoPhaseSink<T, CollectingSink.Batch<T>> {

  /** What was written between two barriers. */
  public record Batch<T>(String id, List<T> records) {}

  private final Set<String> committed = new HashSet<>();
  private final List<T> results = new ArrayList<>();

  /** What has been committed, in order for each subtask. */
  public synchronized List<T> results() {
    return new ArrayList<>(results);
  }

  @Override
  public String name() {
    return "collect";
  }

  @Override
  public Writer<T, Batch<T>> createWriter(WriterContext context) {
    return new Writer<>() {
      private List<T> open = new ArrayList<>();

      @Override
      public void write(T value, long timestampMs) {
        open.add(value);
      }

      @Override
      public List<Batch<T>> prepare(long checkpointId) {
        if (open.isEmpty()) {
          return List.of();
        }
        List<T> records = open;
        open = new ArrayList<>();
        return List.of(new Batch<>(UUID.randomUUID().toString(), records));
      }

      @Override
      public void close() {
        open.clear();
      }
    };
  }

  @Override
  public synchronized void commit(Batch<T> prepared) {
    if (committed.add(prepared.id())) {
      results.addAll(prepared.records());
    }
  }

  @Override
  public void abort(Batch<T> prepared) {}
}
