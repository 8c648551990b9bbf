package io.landfall.runtime.job;

import io.landfall.api.connector.TwoPhaseSink;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A two-phase sink in memory that keeps apart what is committed, and checks who commits what. */
class ExactlyOnceSink<T> implements TwoPhaseSink<T, ExactlyOnceSink.Transaction<T>> {

  record Transaction<T>(String id, List<T> records) {}

  private final Set<String> committedIds = new HashSet<>();
  private final List<T> committed = new ArrayList<>();

  synchronized List<T> committed() {
    return List.copyOf(committed);
  }

  /** What else happens when a barrier comes; task thread. */
  void onPrepare() throws InterruptedException {}

  @Override
  public String name() {
    return "exactly-once";
  }

  @Override
  public Writer<T, Transaction<T>> createWriter(WriterContext context) {
    return new Writer<>() {
      private List<T> open = new ArrayList<>();

      @Override
      public void write(T value, long timestampMs) {
        open.add(value);
      }

      @Override
      public List<Transaction<T>> prepare(long checkpointId) throws InterruptedException {
        onPrepare();
        if (open.isEmpty()) {
          return List.of();
        }
        List<T> records = open;
        open = new ArrayList<>();
        return List.of(new Transaction<>(checkpointId + "/" + context.subtaskIndex(), records));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public synchronized void commit(Transaction<T> prepared) {
    if (committedIds.add(prepared.id())) {
      committed.addAll(prepared.records());
    }
  }

  @Override
  public void abort(Transaction<T> prepared) {}
}
