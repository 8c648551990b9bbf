package io.landfall.it.connectors.job;

import io.landfall.api.StreamEnvironment;
import io.landfall.connector.jdbc.client.JdbcConnection;
import io.landfall.connector.jdbc.sink.JdbcSink;
import io.landfall.connector.jdbc.source.JdbcSource;

/** Copies the rows of one table to another, which would take a row twice. */
public final class TableJob {

  /** So slow that rows are left for each of several runs that die beside a commit. */
  private static final long NANOS_PER_RECORD = 2_000_000;

  /** A row of both. */
  public record Item(long id, String name) {}

  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.of(arguments);
    JdbcConnection database = JdbcConnection.url(settings.get("url"));
    StreamEnvironment env = settings.environment("tables");
    env.from(source(database, settings.get("from")))
        .map(Settings.<Item>pace(NANOS_PER_RECORD))
        .sinkTo(settings.lethal(sink(database, settings.get("to"))))
        .uid("to");
    env.execute();
  }

  public static JdbcSource<Item> source(JdbcConnection database, String table) {
    return JdbcSource.<Item>builder()
        .connection(database)
        .table(table)
        .key("id")
        .mapper(row -> new Item(row.getLong("id"), row.getString("name")))
        .ranges(5)
        .fetchRows(100)
        .build();
  }

  public static JdbcSink<Item> sink(JdbcConnection database, String table) {
    return JdbcSink.<Item>builder()
        .connection(database)
        .sql("INSERT INTO " + table + " (id, name) VALUES (?, ?)")
        .binder(
            (statement, item) -> {
              statement.setLong(1, item.id());
              statement.setString(2, item.name());
            })
        .batchRows(70)
        .build();
  }

  private TableJob() {}
}
