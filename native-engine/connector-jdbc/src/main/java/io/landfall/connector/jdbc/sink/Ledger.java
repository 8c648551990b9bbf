package io.landfall.connector.jdbc.sink;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;

/**
 * A table with a line for each batch that was committed, written in the transaction of its rows. So
 * a batch whose line is there is there itself, and one whose line is not is not; whoever repeats a
 * commit, or does not know how one ended, has only to try. The idea is that of idempotent consumers
 * (Helland, "Life beyond Distributed Transactions").
 */
final class Ledger {

  /** SQL's class of violated constraints. */
  private static final String VIOLATION = "23";

  private final SinkConfig<?> config;
  private final String table;

  Ledger(SinkConfig<?> config) {
    this.config = config;
    this.table = config.ledgerTable();
  }

  /** Makes the table if it is not there. */
  void create(Session session) throws SQLException {
    if (exists(session)) {
      return;
    }
    try (Statement statement = session.connection().createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE "
              + table
              + " (batch_id VARCHAR(36) NOT NULL PRIMARY KEY, job VARCHAR(1000) NOT NULL,"
              + " operator VARCHAR(1000) NOT NULL, subtask INTEGER NOT NULL,"
              + " checkpoint_id BIGINT NOT NULL, row_count INTEGER NOT NULL,"
              + " committed_at TIMESTAMP NOT NULL)");
      session.commit();
    } catch (SQLException e) {
      SQLException told = session.rolledBack("the new table " + table, e);
      // Another subtask may have been faster.
      if (!exists(session)) {
        throw told;
      }
    }
  }

  private boolean exists(Session session) throws SQLException {
    Connection connection = session.connection();
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT batch_id FROM " + table + " WHERE 1 = 0").close();
      return true;
    } catch (SQLException e) {
      return false;
    } finally {
      connection.rollback();
    }
  }

  /**
   * Writes the rows unless they have been written.
   *
   * @return false if they had been
   */
  <T> boolean commit(Session session, JdbcBatch<T> batch, RowBinder<? super T> binder)
      throws SQLException {
    Connection connection = session.connection();
    try {
      if (!enter(connection, batch)) {
        connection.rollback();
        return false;
      }
      PreparedStatement rows = session.rows();
      int waiting = 0;
      for (T row : batch.rows()) {
        binder.bind(rows, row);
        rows.addBatch();
        if (++waiting == config.batchRows()) {
          rows.executeBatch();
          waiting = 0;
        }
      }
      if (waiting > 0) {
        rows.executeBatch();
      }
      session.commit();
      return true;
    } catch (SQLException e) {
      throw session.rolledBack(batch.toString(), e);
    }
  }

  /** Waits if another one, such as a dying process, is just writing the same batch. */
  private boolean enter(Connection connection, JdbcBatch<?> batch) throws SQLException {
    try (PreparedStatement line =
        connection.prepareStatement(
            "INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?, ?, CURRENT_TIMESTAMP)")) {
      line.setString(1, batch.batchId());
      line.setString(2, batch.job());
      line.setString(3, batch.operator());
      line.setInt(4, batch.subtask());
      line.setLong(5, batch.checkpointId());
      line.setInt(6, batch.rows().size());
      line.executeUpdate();
      return true;
    } catch (SQLException e) {
      if (e.getSQLState() != null && e.getSQLState().startsWith(VIOLATION)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Deletes the operator's lines that are older than any checkpoint that may be restored, by the
   * database's clock: that of the ledger's newest line.
   */
  void prune(Session session, String job, String operator, Duration retention) throws SQLException {
    Connection connection = session.connection();
    try (Statement clock = connection.createStatement();
        PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM " + table + " WHERE job = ? AND operator = ? AND committed_at < ?")) {
      try (ResultSet now = clock.executeQuery("SELECT MAX(committed_at) FROM " + table)) {
        if (!now.next() || now.getTimestamp(1) == null) {
          connection.rollback();
          return;
        }
        delete.setString(1, job);
        delete.setString(2, operator);
        delete.setTimestamp(3, Timestamp.from(now.getTimestamp(1).toInstant().minus(retention)));
      }
      delete.executeUpdate();
      session.commit();
    } catch (SQLException e) {
      throw session.rolledBack("the ledger " + table, e);
    }
  }
}
