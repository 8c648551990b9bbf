package io.landfall.connector.jdbc.source;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a record of a result's current row. Shared by all subtasks, called by several threads. */
@FunctionalInterface
public interface RowMapper<T> {

  /**
   * Must not move the result, nor keep it.
   *
   * @return null leaves the row out
   */
  T map(ResultSet row) throws SQLException;
}
