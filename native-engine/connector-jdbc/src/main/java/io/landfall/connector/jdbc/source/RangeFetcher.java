package io.landfall.connector.jdbc.source;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one range at a time on a thread of its own, a few batches ahead of the task. Other methods:
 * task thread.
 */
final class RangeFetcher<T> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RangeFetcher.class);
  private static final int BATCHES_AHEAD = 2;

  private final SourceConfig<T> config;
  private final Runnable wakeUp;
  private final BlockingQueue<KeyRange> ranges = new LinkedBlockingQueue<>();
  private final BlockingQueue<FetchedRows<T>> batches = new ArrayBlockingQueue<>(BATCHES_AHEAD);
  private final Thread thread;

  /** What is to be read; the thread gives up all else. */
  private volatile KeyRange wanted;

  /** What the thread waits for in the database, for whoever closes it meanwhile. */
  private volatile PreparedStatement running;

  private volatile boolean closed;

  /**
   * @param wakeUp called by the thread when there is something
   */
  RangeFetcher(SourceConfig<T> config, int subtaskIndex, Runnable wakeUp) {
    this.config = config;
    this.wakeUp = wakeUp;
    this.thread = new Thread(this::run, "jdbc-fetcher-" + config.name() + "-" + subtaskIndex);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Reads this range, and not on in the one before; what was fetched of that may still come.
   *
   * @param range an object of its own, by which its rows are known
   */
  void fetch(KeyRange range) {
    wanted = range;
    ranges.add(range);
  }

  /** The next rows; null if there are none now. */
  FetchedRows<T> poll() {
    return batches.poll();
  }

  private void run() {
    try (Connection connection = config.connection().open()) {
      // Drivers such as PostgreSQL's fetch all rows at once outside a transaction.
      connection.setAutoCommit(false);
      while (!closed) {
        KeyRange range = ranges.take();
        if (range == wanted) {
          fetchAll(connection, range);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | RuntimeException e) {
      fail(e);
    }
  }

  private void fail(Exception failure) {
    if (closed) {
      LOG.debug("source '{}': closed while it was reading", config.name(), failure);
      return;
    }
    try {
      hand(FetchedRows.failed(failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fetchAll(Connection connection, KeyRange range)
      throws SQLException, InterruptedException {
    try (PreparedStatement statement = connection.prepareStatement(config.rangeSql())) {
      running = statement;
      statement.setFetchSize(config.fetchRows());
      statement.setLong(1, range.next());
      statement.setLong(2, range.last());
      try (ResultSet rows = statement.executeQuery()) {
        handAll(range, rows);
      }
    } finally {
      running = null;
    }
    connection.rollback();
  }

  private void handAll(KeyRange range, ResultSet rows) throws SQLException, InterruptedException {
    int keyColumn = rows.findColumn(config.keyColumn());
    List<T> values = new ArrayList<>(config.fetchRows());
    long[] keys = new long[config.fetchRows()];
    boolean first = true;
    long before = 0;
    while (range == wanted && rows.next()) {
      long key = rows.getLong(keyColumn);
      if (!first && key == before) {
        throw new SQLException(
            "key "
                + config.keyColumn()
                + " is not unique, "
                + key
                + " is there twice in \""
                + config.query()
                + "\", so that a position cannot be told by it; give another key");
      }
      first = false;
      before = key;
      if (values.size() == config.fetchRows()) {
        // Only now, so that it is not the last, and none of its keys comes again.
        hand(new FetchedRows<>(range, values, keys, false, null));
        values = new ArrayList<>(config.fetchRows());
        keys = new long[config.fetchRows()];
      }
      keys[values.size()] = key;
      values.add(config.mapper().map(rows));
    }
    if (range == wanted) {
      hand(new FetchedRows<>(range, values, Arrays.copyOf(keys, values.size()), true, null));
    }
  }

  private void hand(FetchedRows<T> rows) throws InterruptedException {
    batches.put(rows);
    wakeUp.run();
  }

  /** Does not wait for the database. */
  @Override
  public void close() {
    closed = true;
    PreparedStatement waitedFor = running;
    if (waitedFor != null) {
      try {
        waitedFor.cancel();
      } catch (SQLException e) {
        LOG.debug("source '{}': its query could not be cancelled", config.name(), e);
      }
    }
    thread.interrupt();
  }
}
