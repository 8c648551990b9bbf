package io.landfall.connector.jdbc.source;

import io.landfall.api.connector.SplitEnumerator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Cuts the keys into ranges and hands them to the readers that ask for one. Job thread only. */
final class JdbcEnumerator implements SplitEnumerator<KeyRange, KnownRanges> {

  /** How often it is looked whether the database has answered. */
  private static final long LOOK_PERIOD_MS = 10;

  private final SourceConfig<?> config;
  private final Deque<KeyRange> waiting;
  private final Set<Integer> asking = new LinkedHashSet<>();
  private boolean cut;
  private Context<KeyRange> context;

  JdbcEnumerator(SourceConfig<?> config, KnownRanges restored) {
    this.config = config;
    this.cut = restored.cut();
    this.waiting = new ArrayDeque<>(restored.waiting());
  }

  @Override
  public void start(Context<KeyRange> enumeratorContext) {
    context = enumeratorContext;
    if (!cut) {
      CompletableFuture<List<KeyRange>> answer = ask();
      context.schedule(LOOK_PERIOD_MS, () -> look(answer));
    }
  }

  /** The database may take long over it, so that is done on a thread of its own. */
  private CompletableFuture<List<KeyRange>> ask() {
    CompletableFuture<List<KeyRange>> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(ranges());
              } catch (SQLException | RuntimeException e) {
                answer.completeExceptionally(e);
              }
            },
            "key-bounds-" + config.name());
    thread.setDaemon(true);
    thread.start();
    return answer;
  }

  private List<KeyRange> ranges() throws SQLException {
    try (Connection connection = config.connection().open();
        Statement statement = connection.createStatement();
        ResultSet bounds = statement.executeQuery(config.boundsSql())) {
      bounds.next();
      if (bounds.getLong(3) > 0) {
        throw new SQLException(
            bounds.getLong(3)
                + " rows of \""
                + config.query()
                + "\" have no key "
                + config.keyColumn()
                + "; leave them out in the query, or give another key");
      }
      long min = bounds.getLong(1);
      return bounds.wasNull() ? List.of() : KeyRange.cut(min, bounds.getLong(2), config.ranges());
    }
  }

  private void look(CompletableFuture<List<KeyRange>> answer) throws Exception {
    if (cut || !answer.isDone()) {
      return;
    }
    if (answer.isCompletedExceptionally()) {
      Throwable failure = answer.handle((ranges, thrown) -> thrown).join();
      throw failure instanceof Exception e ? e : new IllegalStateException(failure);
    }
    waiting.addAll(answer.join());
    cut = true;
    serve();
  }

  @Override
  public void onSplitRequest(int subtaskIndex) {
    asking.add(subtaskIndex);
    if (cut) {
      serve();
    }
  }

  private void serve() {
    for (int subtaskIndex : asking) {
      KeyRange next = waiting.poll();
      if (next == null) {
        context.noMoreSplits(subtaskIndex);
      } else {
        context.assign(next, subtaskIndex);
      }
    }
    asking.clear();
  }

  @Override
  public KnownRanges snapshot(long checkpointId) {
    return cut ? new KnownRanges(true, List.copyOf(waiting)) : KnownRanges.NONE;
  }
}
