package io.landfall.storm.thrift;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.storm.security.auth.ThriftConnectionType;
import org.apache.storm.security.auth.ThriftServer;
import org.apache.storm.thrift.TProcessor;

/** One of Storm's Thrift services, on the port that the configuration names for it. Any thread. */
public final class ThriftService implements AutoCloseable {

  private static final long START_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);

  private final ThriftServer server;

  private ThriftService(ThriftServer server) {
    this.server = server;
  }

  /**
   * Starts it and returns when it answers.
   *
   * @param conf Storm's: the port, the number of threads, the transport
   * @throws IllegalStateException if it cannot start, such as when the port is taken
   */
  public static ThriftService start(
      Map<String, Object> conf, TProcessor processor, ThriftConnectionType type) {
    ThriftServer server = new ThriftServer(conf, processor, type);
    String name = type.name().toLowerCase(Locale.ROOT);
    Thread thread = new Thread(server::serve, "landfall-storm-" + name);
    thread.setDaemon(true);
    thread.start();
    long deadlineNs = System.nanoTime() + START_TIMEOUT_NS;
    while (!server.isServing()) {
      if (!thread.isAlive() || System.nanoTime() > deadlineNs) {
        throw new IllegalStateException(
            "could not serve Storm's "
                + name
                + " on port "
                + type.getPort(conf)
                + "; is it taken by another process?");
      }
      Thread.onSpinWait();
    }
    return new ThriftService(server);
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.stop();
  }
}
