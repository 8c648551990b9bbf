package io.landfall.connector.jdbc.client;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Where a database is and who asks: by URL, whose driver the job has to bring, or by a data source.
 * Immutable.
 *
 * <pre>{@code
 * JdbcConnection.url("jdbc:postgresql://localhost/shop").user("shop").password(secret)
 * }</pre>
 */
public final class JdbcConnection {

  private final String url;
  private final Map<String, String> properties;
  private final DataSource dataSource;

  private JdbcConnection(String url, Map<String, String> properties, DataSource dataSource) {
    this.url = url;
    this.properties = Map.copyOf(properties);
    this.dataSource = dataSource;
  }

  public static JdbcConnection url(String jdbcUrl) {
    return new JdbcConnection(Objects.requireNonNull(jdbcUrl, "url"), Map.of(), null);
  }

  /** Such as a pool; shared by all subtasks. */
  public static JdbcConnection dataSource(DataSource source) {
    return new JdbcConnection(null, Map.of(), Objects.requireNonNull(source, "dataSource"));
  }

  public JdbcConnection user(String name) {
    return property("user", name);
  }

  public JdbcConnection password(String secret) {
    return property("password", secret);
  }

  /** Any property of the driver. */
  public JdbcConnection property(String key, String value) {
    if (dataSource != null) {
      throw new IllegalArgumentException(
          "a data source has properties of its own; set " + key + " there");
    }
    Map<String, String> more = new TreeMap<>(properties);
    more.put(key, value);
    return new JdbcConnection(url, more, null);
  }

  /** A new connection. */
  public Connection open() throws SQLException {
    try {
      return dataSource == null ? connect() : dataSource.getConnection();
    } catch (SQLException e) {
      throw new SQLException(
          "cannot connect to " + this + ": " + e.getMessage(),
          e.getSQLState(),
          e.getErrorCode(),
          e);
    }
  }

  private Connection connect() throws SQLException {
    Properties all = new Properties();
    all.putAll(properties);
    // The driver manager knows drivers of the class loader that it was first used in only.
    for (Driver driver : ServiceLoader.load(Driver.class, JdbcConnection.class.getClassLoader())) {
      if (driver.acceptsURL(url)) {
        Connection connection = driver.connect(url, all);
        if (connection != null) {
          return connection;
        }
      }
    }
    return DriverManager.getConnection(url, all);
  }

  /** Without anything secret. */
  @Override
  public String toString() {
    if (dataSource != null) {
      return "the data source " + dataSource.getClass().getName();
    }
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }
}
