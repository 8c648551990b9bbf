package io.landfall.connector.jdbc.source;

import io.landfall.connector.jdbc.client.JdbcConnection;

/**
 * What a {@link JdbcSourceBuilder} has put together.
 *
 * @param query without an end of its own, such as {@code SELECT * FROM orders}
 * @param keyColumn of the query's result
 * @param ranges into how many the keys are cut
 */
record SourceConfig<T>(
    String name,
    JdbcConnection connection,
    String query,
    String keyColumn,
    RowMapper<? extends T> mapper,
    int ranges,
    int fetchRows) {

  private String asTable() {
    return "(" + query + ") landfall_rows";
  }

  /** The smallest and the largest key, and how many rows have none. */
  String boundsSql() {
    return "SELECT MIN("
        + keyColumn
        + "), MAX("
        + keyColumn
        + "), COUNT(*) - COUNT("
        + keyColumn
        + ") FROM "
        + asTable();
  }

  /** Parameters are the first and the last key. */
  String rangeSql() {
    return "SELECT * FROM "
        + asTable()
        + " WHERE "
        + keyColumn
        + " >= ? AND "
        + keyColumn
        + " <= ? ORDER BY "
        + keyColumn;
  }
}
