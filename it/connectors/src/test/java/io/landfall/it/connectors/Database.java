package io.landfall.it.connectors;

import io.landfall.connector.jdbc.client.JdbcConnection;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL server of its own, and plain SQL on it. One thread. */
final class Database implements AutoCloseable {

  private final EmbeddedPostgres server;
  private final Connection connection;

  private Database(EmbeddedPostgres server) throws SQLException {
    this.server = server;
    this.connection = server.getPostgresDatabase().getConnection();
  }

  static Database start() throws IOException, SQLException {
    return new Database(EmbeddedPostgres.builder().setServerConfig("fsync", "off").start());
  }

  String url() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  JdbcConnection connection() {
    return JdbcConnection.url(url());
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of all rows, as text. */
  List<String> ask(String sql) throws SQLException {
    List<String> answers = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        answers.add(rows.getString(1));
      }
    }
    return answers;
  }

  @Override
  public void close() throws IOException, SQLException {
    connection.close();
    server.close();
  }
}
