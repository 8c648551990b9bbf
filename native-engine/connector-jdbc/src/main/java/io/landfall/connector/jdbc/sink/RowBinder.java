package io.landfall.connector.jdbc.sink;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Puts a record into a statement's parameters, the first of which is 1. Shared by all subtasks. */
@FunctionalInterface
public interface RowBinder<T> {

  void bind(PreparedStatement statement, T value) throws SQLException;
}
