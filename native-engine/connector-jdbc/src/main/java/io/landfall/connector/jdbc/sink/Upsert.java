package io.landfall.connector.jdbc.sink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that write a row or replace it by its key, so that writing it again changes nothing.
 * Names are put in as they are given.
 */
public final class Upsert {

  /**
   * PostgreSQL and SQLite.
   *
   * @param keys the columns of a primary key or unique index
   * @param others may be empty: a row that is there stays as it is then
   * @return with parameters for the keys, then for the others
   */
  public static String onConflict(String table, List<String> keys, List<String> others) {
    String action =
        others.isEmpty()
            ? "NOTHING"
            : "UPDATE SET " + assignments(others, column -> "EXCLUDED." + column);
    return insert(table, keys, others)
        + " ON CONFLICT ("
        + String.join(", ", keys)
        + ") DO "
        + action;
  }

  /** MySQL and MariaDB; as {@link #onConflict}. */
  public static String onDuplicateKey(String table, List<String> keys, List<String> others) {
    List<String> changed = others.isEmpty() ? keys : others;
    return insert(table, keys, others)
        + " ON DUPLICATE KEY UPDATE "
        + assignments(changed, column -> "VALUES(" + column + ")");
  }

  private interface Value {
    String of(String column);
  }

  private static String assignments(List<String> columns, Value value) {
    return columns.stream()
        .map(column -> column + " = " + value.of(column))
        .collect(Collectors.joining(", "));
  }

  private static String insert(String table, List<String> keys, List<String> others) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("table " + table + ": name the columns of its key");
    }
    List<String> columns = new ArrayList<>(keys);
    columns.addAll(others);
    return "INSERT INTO "
        + table
        + " ("
        + String.join(", ", columns)
        + ") VALUES ("
        + String.join(", ", Collections.nCopies(columns.size(), "?"))
        + ")";
  }

  private Upsert() {}
}
