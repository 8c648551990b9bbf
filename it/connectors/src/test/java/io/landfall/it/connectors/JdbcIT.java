package io.landfall.it.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.connector.Source.InvalidSourceException;
import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.connector.TwoPhaseSink.InvalidSinkException;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.connector.jdbc.client.JdbcConnection;
import io.landfall.connector.jdbc.sink.Guarantee;
import io.landfall.connector.jdbc.sink.JdbcSink;
import io.landfall.connector.jdbc.sink.JdbcSinkBuilder;
import io.landfall.connector.jdbc.sink.Upsert;
import io.landfall.connector.jdbc.source.JdbcSource;
import io.landfall.it.connectors.job.TableJob;
import io.landfall.it.connectors.job.TableJob.Item;
import io.landfall.operators.harness.OperatorHarness;
import io.landfall.operators.harness.OperatorSnapshot;
import io.landfall.operators.harness.SourceHarness;
import io.landfall.operators.sink.TwoPhaseSinkFactory;
import io.landfall.operators.source.SplitSourceFactory;
import io.landfall.operators.spi.SourceOperator.Poll;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a real PostgreSQL. */
@Timeout(120)
class JdbcIT {

  private static final int ROWS = 2_000;
  private static final TwoPhaseSink.Settings SETTINGS =
      new TwoPhaseSink.Settings("job", "rows", true, Duration.ofSeconds(1), Duration.ofSeconds(10));

  private static Database database;

  @TempDir Path folder;

  @BeforeAll
  static void startServer() throws Exception {
    database = Database.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    database.close();
  }

  @BeforeEach
  void makeTables() throws Exception {
    database.run(
        "DROP TABLE IF EXISTS items, copies, landfall_ledger;"
            + "CREATE TABLE items (id BIGINT, name TEXT);"
            + "CREATE TABLE copies (id BIGINT, name TEXT CHECK (name <> 'refused'));"
            + "INSERT INTO items SELECT 3 * n - 500, 'item ' || n FROM generate_series(1, "
            + ROWS
            + ") n");
  }

  private static JdbcSource<Item> source() {
    return TableJob.source(database.connection(), "items");
  }

  private static JdbcSink<Item> sink() {
    return TableJob.sink(database.connection(), "copies");
  }

  private static void assertCopiedExactly() throws Exception {
    assertThat(database.ask("SELECT id || name FROM copies ORDER BY id, name"))
        .isEqualTo(database.ask("SELECT id || name FROM items ORDER BY id, name"));
  }

  @Test
  void readsEachRowOnceThroughRestoresWithOtherParallelisms() throws Exception {
    try (SourceHarness harness = SourceHarness.open(new SplitSourceFactory<>(source()), 2)) {
      int restoredAt = 0;
      boolean ended = false;
      for (int round = 0; !ended; round++) {
        harness.runPeriodic();
        ended = true;
        for (int i = 0; i < harness.parallelism(); i++) {
          ended &= harness.poll(i, 70) == Poll.END;
        }
        if (harness.values().size() >= restoredAt + 500) {
          restoredAt = harness.values().size();
          harness.restore(1 + round % 3);
          ended = false;
        }
      }
      assertThat(harness.values())
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, ROWS)
                  .mapToObj(n -> new Item(3 * n - 500, "item " + n))
                  .toList());
    }
  }

  @Test
  void readsNoRangeFarAheadOfAnotherOfTheSameSubtask() throws Exception {
    int ranges = 5;
    long width = 3 * ROWS / ranges;
    WatermarkStrategy<Item> aligned =
        WatermarkStrategy.<Item>monotonous()
            .withTimestamps((item, none) -> (item.id() + 497) % width)
            .withAlignment("rows", Duration.ofMillis(100));
    try (SourceHarness harness =
        SourceHarness.open(new SplitSourceFactory<>(source(), aligned, 10), ranges)) {
      while (harness.values().size() < ranges) {
        harness.runPeriodic();
        for (int i = 0; i < ranges; i++) {
          if (harness.subtask(i).output().isEmpty()) {
            harness.poll(i, 1);
          }
        }
      }
      List<Object> rows = pollToEnd(harness.restore(1)).values();

      assertThat(rows).hasSize(ROWS).doesNotHaveDuplicates();
      long[] last = new long[ranges];
      for (Object row : rows) {
        long at = ((Item) row).id() + 497;
        last[(int) (at / width)] = at % width;
        // Looked at every 64 rows, and the ranges begin a row apart.
        assertThat(LongStream.of(last).max().getAsLong() - LongStream.of(last).min().getAsLong())
            .isLessThan(100 + 2 * 3 * 64);
      }
    }
  }

  @Test
  void readsNoRowsOfAnEmptyTable() throws Exception {
    database.run("DELETE FROM items");
    try (SourceHarness harness = SourceHarness.open(new SplitSourceFactory<>(source()), 1)) {
      assertThat(pollToEnd(harness).values()).isEmpty();
    }
  }

  private static SourceHarness pollToEnd(SourceHarness harness) throws Exception {
    while (harness.poll(0, 100) != Poll.END) {
      harness.runPeriodic();
    }
    return harness;
  }

  @Test
  void refusesKeysThatDoNotTellRowsApart() throws Exception {
    database.run("INSERT INTO items VALUES (1000, 'again'), (1000, 'and again')");
    try (SourceHarness harness = SourceHarness.open(new SplitSourceFactory<>(source()), 1)) {
      assertThatThrownBy(() -> pollToEnd(harness))
          .hasMessage(
              "key id is not unique, 1000 is there twice in \"SELECT * FROM items\", so that a"
                  + " position cannot be told by it; give another key");
    }
    database.run("INSERT INTO items VALUES (NULL, 'none')");
    try (SourceHarness harness = SourceHarness.open(new SplitSourceFactory<>(source()), 1)) {
      assertThatThrownBy(() -> pollToEnd(harness))
          .hasMessage(
              "1 rows of \"SELECT * FROM items\" have no key id; leave them out in the query, or"
                  + " give another key");
    }
  }

  @Test
  void refusesWhatTheDatabaseRefuses() {
    assertThatThrownBy(() -> TableJob.source(database.connection(), "none").validate())
        .isInstanceOf(InvalidSourceException.class)
        .hasMessageStartingWith("cannot read \"SELECT * FROM none\" by key id: ")
        .hasMessageContaining("relation \"none\" does not exist");
    assertThatThrownBy(() -> TableJob.sink(database.connection(), "none").validate(SETTINGS))
        .isInstanceOf(InvalidSinkException.class)
        .hasMessageContaining("refuses \"INSERT INTO none (id, name) VALUES (?, ?)\"");
    JdbcConnection nowhere = JdbcConnection.url("jdbc:postgresql://localhost:1/none");
    assertThatThrownBy(() -> TableJob.sink(nowhere, "copies").validate(SETTINGS))
        .isInstanceOf(InvalidSinkException.class)
        .hasMessageStartingWith("cannot connect to jdbc:postgresql://localhost:1/none: ");
  }

  private static OperatorHarness writer(JdbcSink<Item> sink, OperatorSnapshot restored)
      throws Exception {
    OperatorHarness harness = OperatorHarness.of(new TwoPhaseSinkFactory<>(sink, SETTINGS));
    return (restored == null ? harness : harness.restoredFrom(restored)).open();
  }

  @Test
  void writesRowsWithTheirCheckpointAndOnceHoweverOftenItIsCommitted() throws Exception {
    OperatorSnapshot second;
    try (OperatorHarness writer = writer(sink(), null)) {
      writer.record(new Item(1, "a")).snapshot(1);
      assertThat(database.ask("SELECT name FROM copies")).isEmpty();
      writer.checkpointComplete(1);
      assertThat(database.ask("SELECT name FROM copies")).containsExactly("a");
      second = writer.record(new Item(2, "b")).snapshot(2);
      writer.checkpointComplete(2);
      writer.record(new Item(3, "lost")).snapshot(3);
    }
    writer(sink(), second).close();
    writer(sink(), second).close();
    assertThat(database.ask("SELECT name FROM copies ORDER BY id")).containsExactly("a", "b");
    assertThat(database.ask("SELECT checkpoint_id || ' ' || row_count FROM landfall_ledger"))
        .containsExactlyInAnyOrder("1 1", "2 1");
  }

  @Test
  void writesAllRowsOfABatchOrNoneAndNamesThem() throws Exception {
    try (OperatorHarness writer = writer(sink(), null)) {
      for (int i = 0; i < 100; i++) {
        writer.record(new Item(i, i == 90 ? "refused" : "fine"));
      }
      writer.snapshot(7);
      assertThatThrownBy(() -> writer.checkpointComplete(7))
          .hasMessageContaining("cannot write 100 rows of job '")
          .hasMessageContaining("subtask 0, checkpoint 7 to " + database.connection())
          .hasMessageContaining("violates check constraint");
    }
    assertThat(database.ask("SELECT id FROM copies")).isEmpty();
    assertThat(database.ask("SELECT batch_id FROM landfall_ledger")).isEmpty();
  }

  @Test
  void forgetsLinesOfTheLedgerThatNoCheckpointCanHoldAnyMore() throws Exception {
    try (OperatorHarness writer = writer(sink(), null)) {
      writer.record(new Item(1, "a")).snapshot(1);
      writer.checkpointComplete(1);
      database.run("UPDATE landfall_ledger SET committed_at = committed_at - INTERVAL '25 hours'");
      writer.record(new Item(2, "b")).snapshot(2);
      writer.checkpointComplete(2);
    }
    writer(sink(), null).close();
    assertThat(database.ask("SELECT checkpoint_id FROM landfall_ledger")).containsExactly("2");
  }

  @Test
  void refusesToKeepMoreRowsThanItMay() throws Exception {
    JdbcSinkBuilder<Item> builder = JdbcSink.<Item>builder().connection(database.connection());
    JdbcSink<Item> small =
        builder.sql("INSERT INTO copies VALUES (1)").binder((s, item) -> {}).maxRows(1).build();
    try (OperatorHarness writer = writer(small, null)) {
      writer.record(new Item(1, "a"));
      assertThatThrownBy(() -> writer.record(new Item(2, "b")))
          .hasMessageContaining("1 rows wait for a checkpoint; take checkpoints more often");
    }
  }

  @Test
  void upsertsAtLeastOnceWithTheSameRowsInTheEnd() throws Exception {
    database.run("CREATE UNIQUE INDEX ON copies (id)");
    JdbcSink<Item> upserts =
        JdbcSink.<Item>builder()
            .connection(database.connection())
            .guarantee(Guarantee.AT_LEAST_ONCE)
            .sql(Upsert.onConflict("copies", List.of("id"), List.of("name")))
            .binder(
                (statement, item) -> {
                  statement.setLong(1, item.id());
                  statement.setString(2, item.name());
                })
            .batchRows(2)
            .build();
    upserts.validate(SETTINGS);
    try (OperatorHarness writer = writer(upserts, null)) {
      writer.record(new Item(1, "a")).record(new Item(1, "b")).record(new Item(2, "c"));
      assertThat(database.ask("SELECT id || name FROM copies")).containsExactly("1b");
      writer.snapshot(1);
    }
    try (OperatorHarness again = writer(upserts, null)) {
      again.record(new Item(2, "c")).record(new Item(3, "d")).snapshot(2);
    }
    assertThat(database.ask("SELECT id || name FROM copies ORDER BY id"))
        .containsExactly("1b", "2c", "3d");
  }

  @Test
  void copiesExactlyThroughBrokenConnections() throws Exception {
    StreamEnvironment env =
        StreamEnvironment.create("broken")
            .parallelism(2)
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(50))
            .set(JobOptions.RESTART_ATTEMPTS, 100);
    env.from(source()).sinkTo(sink()).uid("to");
    JobHandle job = env.executeAsync();
    do {
      database.run(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
              + " AND backend_type = 'client backend'");
    } while (job.lastFailure() == null && !job.termination().isDone());
    assertThat(job.await()).isEqualTo(JobStatus.FINISHED);
    assertThat(job.lastFailure()).as("a connection was broken").isNotNull();
    assertCopiedExactly();
  }

  /** In one chain, since most of the time goes into starting processes. */
  @Test
  void copiesExactlyThroughKillsBesideCommits() throws Exception {
    start(2, "killAt=AFTER_PREPARE:3").expectDeath();
    start(1, "killAt=BEFORE_COMMIT:1").expectDeath();
    start(3, "killAt=AFTER_COMMIT:1").expectDeath();
    start(2, "killAt=").expectSuccess();
    assertCopiedExactly();
  }

  private JobRun start(int parallelism, String killAt) throws Exception {
    return JobRun.start(
        TableJob.class,
        folder,
        "parallelism=" + parallelism,
        "from=items",
        "to=copies",
        "url=" + database.url(),
        killAt);
  }
}
