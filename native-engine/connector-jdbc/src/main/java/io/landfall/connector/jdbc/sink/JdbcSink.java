package io.landfall.connector.jdbc.sink;

import io.landfall.api.connector.TwoPhaseSink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Rows into a table of a database.
 *
 * <pre>{@code
 * JdbcSink<Order> orders =
 *     JdbcSink.<Order>builder()
 *         .connection(JdbcConnection.url("jdbc:postgresql://localhost/shop").user("shop"))
 *         .sql("INSERT INTO orders (id, amount) VALUES (?, ?)")
 *         .binder((statement, order) -> {
 *           statement.setLong(1, order.id());
 *           statement.setBigDecimal(2, order.amount());
 *         })
 *         .build();
 * }</pre>
 *
 * <p>With {@link Guarantee#EXACTLY_ONCE}, the default, a checkpoint's rows are in the checkpoint
 * until it is durable, and are then written in one transaction for each subtask, together with a
 * line of the ledger. Metric of each subtask: {@code records-written}.
 */
public final class JdbcSink<T> implements TwoPhaseSink<T, JdbcBatch<T>> {

  /** SQL's class of syntax errors and of things that are not there. */
  private static final String REFUSED = "42";

  private final SinkConfig<T> config;

  JdbcSink(SinkConfig<T> config) {
    this.config = config;
  }

  public static <T> JdbcSinkBuilder<T> builder() {
    return new JdbcSinkBuilder<>();
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public void validate(Settings settings) throws InvalidSinkException {
    if (!settings.checkpointing()) {
      throw new InvalidSinkException(
          "rows are written by checkpoints, which this job does not take; let it take them");
    }
    try (Connection connection = config.connection().open()) {
      if (config.guarantee() == Guarantee.EXACTLY_ONCE
          && !connection.getMetaData().supportsTransactions()) {
        throw new InvalidSinkException(
            config.connection() + " has no transactions, so nothing can be there exactly once");
      }
      check(connection);
    } catch (SQLException e) {
      throw new InvalidSinkException(e.getMessage());
    }
  }

  /** Drivers that cannot tell without running it let the job find out. */
  private void check(Connection connection) throws InvalidSinkException {
    try (PreparedStatement statement = connection.prepareStatement(config.sql())) {
      statement.getParameterMetaData().getParameterCount();
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith(REFUSED)) {
        throw new InvalidSinkException(
            config.connection() + " refuses \"" + config.sql() + "\": " + e.getMessage());
      }
    }
  }

  @Override
  public boolean mayBlock() {
    return true;
  }

  @Override
  public Writer<T, JdbcBatch<T>> createWriter(WriterContext context) throws SQLException {
    return config.guarantee() == Guarantee.EXACTLY_ONCE
        ? LedgerWriter.open(config, context)
        : new BatchWriter<>(config, context);
  }

  @Override
  public void commit(JdbcBatch<T> prepared) throws SQLException {
    try (Session session = new Session(config)) {
      new Ledger(config).commit(session, prepared, config.binder());
    }
  }

  /** Nothing of it is in the database. */
  @Override
  public void abort(JdbcBatch<T> prepared) {}
}
