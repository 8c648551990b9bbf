package io.landfall.connector.jdbc.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.connector.SplitEnumerator;
import io.landfall.api.serialization.Serializer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The rows of a query, once, in ranges of a key that several subtasks read side by side. How far
 * each range has been read is in checkpoints, by key; so the key must be unique.
 *
 * <pre>{@code
 * JdbcSource<Order> orders =
 *     JdbcSource.<Order>builder()
 *         .connection(JdbcConnection.url("jdbc:postgresql://localhost/shop").user("shop"))
 *         .query("SELECT id, amount FROM orders WHERE paid")
 *         .key("id")
 *         .mapper(row -> new Order(row.getLong("id"), row.getBigDecimal("amount")))
 *         .build();
 * }</pre>
 *
 * <p>Each range is read by a query of its own, begun again behind the last row after a restart, so
 * rows that change meanwhile are seen as they are then. Metrics of each subtask: {@code
 * records-out}.
 */
public final class JdbcSource<T> implements Source<T, KeyRange, KnownRanges> {

  private final SourceConfig<T> config;

  JdbcSource(SourceConfig<T> config) {
    this.config = config;
  }

  public static <T> JdbcSourceBuilder<T> builder() {
    return new JdbcSourceBuilder<>();
  }

  @Override
  public String name() {
    return config.name();
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  public void validate() throws InvalidSourceException {
    try (Connection connection = config.connection().open();
        PreparedStatement range = connection.prepareStatement(config.rangeSql())) {
      // Describes the result without fetching it, and so finds what the database refuses.
      range.getMetaData();
    } catch (SQLException e) {
      throw new InvalidSourceException(
          "cannot read \""
              + config.query()
              + "\" by key "
              + config.keyColumn()
              + ": "
              + e.getMessage());
    }
  }

  @Override
  public SplitEnumerator<KeyRange, KnownRanges> createEnumerator(KnownRanges restored) {
    return new JdbcEnumerator(config, restored == null ? KnownRanges.NONE : restored);
  }

  @Override
  public SourceReader<T, KeyRange> createReader(ReaderContext context) {
    return new RangeReader<>(config, context);
  }

  @Override
  public Serializer<KeyRange> splitSerializer() {
    return new KeyRange.Format();
  }

  @Override
  public Serializer<KnownRanges> enumeratorSerializer() {
    return new KnownRanges.Format();
  }
}
