package io.landfall.connector.jdbc.source;

import io.landfall.connector.jdbc.client.JdbcConnection;
import java.util.Objects;

/** Puts a {@link JdbcSource} together. One thread. */
public final class JdbcSourceBuilder<T> {

  private static final int RANGES = 16;
  private static final int FETCH_ROWS = 1_000;

  private String name = "jdbc-source";
  private JdbcConnection connection;
  private String query;
  private String keyColumn;
  private RowMapper<? extends T> mapper;
  private int ranges = RANGES;
  private int fetchRows = FETCH_ROWS;

  JdbcSourceBuilder() {}

  /** What logs and metrics call it; {@code jdbc-source} by default. */
  public JdbcSourceBuilder<T> name(String sourceName) {
    name = Objects.requireNonNull(sourceName, "name");
    return this;
  }

  public JdbcSourceBuilder<T> connection(JdbcConnection database) {
    connection = Objects.requireNonNull(database, "connection");
    return this;
  }

  /** All rows of a table. */
  public JdbcSourceBuilder<T> table(String table) {
    return query("SELECT * FROM " + table);
  }

  /** A query without parameters, order or limit. */
  public JdbcSourceBuilder<T> query(String select) {
    query = Objects.requireNonNull(select, "query");
    return this;
  }

  /**
   * A column of the result by which rows are told apart, cut into ranges and ordered: integers,
   * unique, never null, and better with an index.
   */
  public JdbcSourceBuilder<T> key(String column) {
    keyColumn = Objects.requireNonNull(column, "key");
    return this;
  }

  public JdbcSourceBuilder<T> mapper(RowMapper<? extends T> rows) {
    mapper = Objects.requireNonNull(rows, "mapper");
    return this;
  }

  /** How many ranges of equal width the keys are cut into; 16 by default. */
  public JdbcSourceBuilder<T> ranges(int count) {
    ranges = positive("ranges", count);
    return this;
  }

  /** Rows that come from the database at a time; 1,000 by default. */
  public JdbcSourceBuilder<T> fetchRows(int rows) {
    fetchRows = positive("fetchRows", rows);
    return this;
  }

  private static int positive(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(what + " " + value + " is below 1");
    }
    return value;
  }

  /**
   * @throws IllegalArgumentException if something is missing
   */
  public JdbcSource<T> build() {
    require(connection, "a connection");
    require(query, "a table or a query");
    require(keyColumn, "a key");
    require(mapper, "a mapper");
    return new JdbcSource<>(
        new SourceConfig<>(name, connection, query, keyColumn, mapper, ranges, fetchRows));
  }

  private void require(Object given, String what) {
    if (given == null) {
      throw new IllegalArgumentException("source '" + name + "': give it " + what);
    }
  }
}
