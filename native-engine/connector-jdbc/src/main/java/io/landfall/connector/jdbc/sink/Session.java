package io.landfall.connector.jdbc.sink;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A connection with transactions, which is opened anew when it has gone stale. One thread. */
final class Session implements AutoCloseable {

  /** A connection that was used within this time is taken to be alive. */
  private static final long TRUSTED_NS = 5_000_000_000L;

  private static final int ANSWER_S = 5;

  private final SinkConfig<?> config;
  private Connection connection;
  private PreparedStatement rows;
  private long usedAtNs;

  Session(SinkConfig<?> config) {
    this.config = config;
  }

  /** Between two transactions only. */
  Connection connection() throws SQLException {
    if (connection != null
        && System.nanoTime() - usedAtNs > TRUSTED_NS
        && !connection.isValid(ANSWER_S)) {
      close();
    }
    if (connection == null) {
      connection = config.connection().open();
      connection.setAutoCommit(false);
    }
    usedAtNs = System.nanoTime();
    return connection;
  }

  /** The sink's statement, in the current transaction. */
  PreparedStatement rows() throws SQLException {
    if (rows == null) {
      rows = connection.prepareStatement(config.sql());
    }
    return rows;
  }

  void commit() throws SQLException {
    connection.commit();
    usedAtNs = System.nanoTime();
  }

  /**
   * Ends the transaction; whatever goes wrong with that is less than {@code because}.
   *
   * @return with what the driver says, which may be in a chain beside the causes
   */
  SQLException rolledBack(String what, SQLException because) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
    SQLException told = because;
    if (because instanceof BatchUpdateException && because.getNextException() != null) {
      told = because.getNextException();
    }
    return new SQLException(
        "cannot write " + what + " to " + config.connection() + ": " + told.getMessage(),
        told.getSQLState(),
        told.getErrorCode(),
        because);
  }

  @Override
  public void close() throws SQLException {
    Connection closing = connection;
    connection = null;
    rows = null;
    if (closing != null) {
      closing.close();
    }
  }
}
