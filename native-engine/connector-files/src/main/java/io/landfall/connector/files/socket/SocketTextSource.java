package io.landfall.connector.files.socket;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.connector.SplitEnumerator;
import java.io.Serializable;
import java.time.Duration;

/**
 * Lines of UTF-8 text from a server, over one connection, read by one subtask. What it gives is at
 * most once: lines that were read after the last checkpoint, and whatever the server sends while
 * nobody is connected, are lost with a failure. State is exact over the lines that are not.
 *
 * <pre>{@code
 * env.from(SocketTextSource.of("localhost", 9999).reconnecting(5, Duration.ofSeconds(1)))
 * }</pre>
 */
public final class SocketTextSource
    implements Source<String, SocketSplit, SocketTextSource.Assigned> {

  /** The connection is a reader's. */
  public record Assigned() implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private static final int MAX_LINE_BYTES = 1 << 20;

  /**
   * @param attempts to connect again, one after the other, before the job fails
   * @param untilClosed true if the input ends when the server closes the connection
   */
  record Config(
      String host, int port, int attempts, Duration delay, boolean untilClosed, int maxLineBytes) {

    String address() {
      return host + ":" + port;
    }
  }

  private final Config config;

  private SocketTextSource(Config config) {
    this.config = config;
  }

  /** Fails when the server cannot be reached, or closes the connection. */
  public static SocketTextSource of(String host, int port) {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
    }
    return new SocketTextSource(new Config(host, port, 0, Duration.ZERO, false, MAX_LINE_BYTES));
  }

  /**
   * Tries again when the server cannot be reached or has closed the connection.
   *
   * @param attempts before the job fails; counted anew with each connection
   * @param delay between two of them
   */
  public SocketTextSource reconnecting(int attempts, Duration delay) {
    if (attempts < 0 || delay.isNegative()) {
      throw new IllegalArgumentException(
          "reconnecting " + attempts + " times every " + delay + "; give no negative numbers");
    }
    return new SocketTextSource(
        new Config(
            config.host, config.port, attempts, delay, config.untilClosed, config.maxLineBytes));
  }

  /** The input ends when the server closes the connection in good order. */
  public SocketTextSource untilClosed() {
    return new SocketTextSource(
        new Config(
            config.host, config.port, config.attempts, config.delay, true, config.maxLineBytes));
  }

  /** A longer line fails the job; 1 MiB by default. */
  public SocketTextSource maxLineBytes(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("lines of " + bytes + " bytes; give 1 or more");
    }
    return new SocketTextSource(
        new Config(
            config.host, config.port, config.attempts, config.delay, config.untilClosed, bytes));
  }

  @Override
  public String name() {
    return "socket";
  }

  @Override
  public boolean isBounded() {
    return config.untilClosed();
  }

  @Override
  public SplitEnumerator<SocketSplit, Assigned> createEnumerator(Assigned restored) {
    return new SplitEnumerator<>() {
      @Override
      public void start(Context<SocketSplit> context) {
        if (restored == null) {
          context.assign(new SocketSplit(config.address()), 0);
        }
        for (int i = 0; i < context.parallelism(); i++) {
          context.noMoreSplits(i);
        }
      }

      @Override
      public void onSplitRequest(int subtaskIndex) {}

      @Override
      public Assigned snapshot(long checkpointId) {
        return new Assigned();
      }
    };
  }

  @Override
  public SourceReader<String, SocketSplit> createReader(ReaderContext context) {
    return new SocketReader(config, context);
  }
}
