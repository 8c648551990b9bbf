package io.landfall.connector.jdbc.sink;

import io.landfall.connector.jdbc.client.JdbcConnection;
import java.time.Duration;
import java.util.Objects;

/** Puts a {@link JdbcSink} together. One thread. */
public final class JdbcSinkBuilder<T> {

  private static final int BATCH_ROWS = 1_000;
  private static final int MAX_ROWS = 1_000_000;
  private static final Duration LEDGER_RETENTION = Duration.ofDays(1);

  private String name = "jdbc-sink";
  private JdbcConnection connection;
  private String sql;
  private RowBinder<? super T> binder;
  private Guarantee guarantee = Guarantee.EXACTLY_ONCE;
  private int batchRows = BATCH_ROWS;
  private int maxRows = MAX_ROWS;
  private String ledgerTable = "landfall_ledger";
  private Duration ledgerRetention = LEDGER_RETENTION;

  JdbcSinkBuilder() {}

  /** What logs and metrics call it; {@code jdbc-sink} by default. */
  public JdbcSinkBuilder<T> name(String sinkName) {
    name = Objects.requireNonNull(sinkName, "name");
    return this;
  }

  public JdbcSinkBuilder<T> connection(JdbcConnection database) {
    connection = Objects.requireNonNull(database, "connection");
    return this;
  }

  /** Run for each record, such as an insert, or an upsert made by {@link Upsert}. */
  public JdbcSinkBuilder<T> sql(String statement) {
    sql = Objects.requireNonNull(statement, "sql");
    return this;
  }

  public JdbcSinkBuilder<T> binder(RowBinder<? super T> rows) {
    binder = Objects.requireNonNull(rows, "binder");
    return this;
  }

  /** Exactly once by default. */
  public JdbcSinkBuilder<T> guarantee(Guarantee howOften) {
    guarantee = Objects.requireNonNull(howOften, "guarantee");
    return this;
  }

  /** Sent to the database at once; 1,000 by default. */
  public JdbcSinkBuilder<T> batchRows(int rows) {
    batchRows = positive("batchRows", rows);
    return this;
  }

  /**
   * Exactly once only: how many rows of a subtask may wait in memory for a checkpoint, after which
   * the job fails; a million by default.
   */
  public JdbcSinkBuilder<T> maxRows(int rows) {
    maxRows = positive("maxRows", rows);
    return this;
  }

  /** Exactly once only: made if it is not there; {@code landfall_ledger} by default. */
  public JdbcSinkBuilder<T> ledgerTable(String table) {
    ledgerTable = Objects.requireNonNull(table, "ledgerTable");
    return this;
  }

  /**
   * Exactly once only: how old a savepoint may be and still not write twice what it was about to
   * commit; a day by default. The ledger has a line for each checkpoint and subtask of that time.
   */
  public JdbcSinkBuilder<T> ledgerRetention(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("ledgerRetention " + time + " is not positive");
    }
    ledgerRetention = time;
    return this;
  }

  private static int positive(String what, int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException(what + " " + rows + " is below 1");
    }
    return rows;
  }

  /**
   * @throws IllegalArgumentException if something is missing
   */
  public JdbcSink<T> build() {
    require(connection, "a connection");
    require(sql, "sql");
    require(binder, "a binder");
    return new JdbcSink<>(
        new SinkConfig<>(
            name,
            connection,
            sql,
            binder,
            guarantee,
            batchRows,
            maxRows,
            ledgerTable,
            ledgerRetention));
  }

  private void require(Object given, String what) {
    if (given == null) {
      throw new IllegalArgumentException("sink '" + name + "': give it " + what);
    }
  }
}
