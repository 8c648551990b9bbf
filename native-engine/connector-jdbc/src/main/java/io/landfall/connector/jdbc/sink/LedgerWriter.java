package io.landfall.connector.jdbc.sink;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.function.Counter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Keeps rows until the checkpoint that has them is durable. Task thread only. */
final class LedgerWriter<T> implements TwoPhaseSink.Writer<T, JdbcBatch<T>> {

  private static final long PRUNE_INTERVAL_NS = 3_600_000_000_000L;

  private final SinkConfig<T> config;
  private final TwoPhaseSink.WriterContext context;
  private final Session session;
  private final Ledger ledger;
  private final Counter written;
  private List<T> waiting = new ArrayList<>();
  private long prunedAtNs;

  private LedgerWriter(SinkConfig<T> config, TwoPhaseSink.WriterContext context) {
    this.config = config;
    this.context = context;
    this.session = new Session(config);
    this.ledger = new Ledger(config);
    this.written = context.counter("records-written");
  }

  static <T> LedgerWriter<T> open(SinkConfig<T> config, TwoPhaseSink.WriterContext context)
      throws SQLException {
    LedgerWriter<T> writer = new LedgerWriter<>(config, context);
    try {
      writer.ledger.create(writer.session);
      writer.prune();
    } catch (SQLException e) {
      writer.close();
      throw e;
    }
    return writer;
  }

  private void prune() throws SQLException {
    if (context.subtaskIndex() == 0) {
      ledger.prune(session, context.jobName(), context.operatorUid(), config.ledgerRetention());
    }
    prunedAtNs = System.nanoTime();
  }

  @Override
  public void write(T value, long timestampMs) {
    if (waiting.size() == config.maxRows()) {
      throw new IllegalStateException(
          "job '"
              + context.jobName()
              + "', operator '"
              + context.operatorUid()
              + "': "
              + config.maxRows()
              + " rows wait for a checkpoint; take checkpoints more often, or raise maxRows");
    }
    waiting.add(value);
  }

  @Override
  public List<JdbcBatch<T>> prepare(long checkpointId) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<T> rows = waiting;
    waiting = new ArrayList<>();
    return List.of(
        new JdbcBatch<>(
            UUID.randomUUID().toString(),
            context.jobName(),
            context.operatorUid(),
            context.subtaskIndex(),
            checkpointId,
            rows));
  }

  @Override
  public boolean tryCommit(JdbcBatch<T> prepared) throws SQLException {
    if (ledger.commit(session, prepared, config.binder())) {
      written.add(prepared.rows().size());
    }
    return true;
  }

  @Override
  public void onCheckpointComplete(long checkpointId) throws SQLException {
    if (System.nanoTime() - prunedAtNs > PRUNE_INTERVAL_NS) {
      prune();
    }
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
