package io.landfall.connector.jdbc.sink;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.function.Counter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Writes rows at least once: each batch is a transaction. Task thread only. */
final class BatchWriter<T> implements TwoPhaseSink.Writer<T, JdbcBatch<T>> {

  private final SinkConfig<T> config;
  private final Session session;
  private final Counter written;
  private final String what;
  private int waiting;

  BatchWriter(SinkConfig<T> config, TwoPhaseSink.WriterContext context) {
    this.config = config;
    this.session = new Session(config);
    this.written = context.counter("records-written");
    this.what =
        "rows of job '"
            + context.jobName()
            + "', operator '"
            + context.operatorUid()
            + "', subtask "
            + context.subtaskIndex();
  }

  @Override
  public void write(T value, long timestampMs) throws SQLException {
    if (waiting == 0) {
      session.connection();
    }
    PreparedStatement rows = session.rows();
    config.binder().bind(rows, value);
    rows.addBatch();
    if (++waiting == config.batchRows()) {
      flush();
    }
  }

  private void flush() throws SQLException {
    if (waiting == 0) {
      return;
    }
    try {
      session.rows().executeBatch();
      session.commit();
    } catch (SQLException e) {
      throw session.rolledBack(what, e);
    }
    written.add(waiting);
    waiting = 0;
  }

  @Override
  public List<JdbcBatch<T>> prepare(long checkpointId) throws SQLException {
    flush();
    return List.of();
  }

  @Override
  public void close() throws SQLException {
    session.close();
  }
}
