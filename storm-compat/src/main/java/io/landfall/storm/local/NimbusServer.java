package io.landfall.storm.local;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.storm.generated.Nimbus;
import org.apache.storm.security.auth.ThriftConnectionType;
import org.apache.storm.security.auth.ThriftServer;
import org.apache.storm.thrift.TProcessor;

/** Serves one of Storm's Thrift services on the port that the configuration names. Any thread. */
public final class NimbusServer implements AutoCloseable {

  private static final long START_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(10);

  private final ThriftServer server;

  private NimbusServer(ThriftServer server) {
    this.server = server;
  }

  /**
   * Starts it and returns when it answers.
   *
   * @throws IllegalStateException if it cannot, such as when the port is taken
   */
  public static NimbusServer start(Map<String, Object> conf, Nimbus.Iface nimbus) {
    return start(conf, new Nimbus.Processor<>(nimbus), ThriftConnectionType.NIMBUS);
  }

  private static NimbusServer start(
      Map<String, Object> conf, TProcessor processor, ThriftConnectionType type) {
    ThriftServer server = new ThriftServer(conf, processor, type);
    Thread thread = new Thread(server::serve, "landfall-storm-" + type.name().toLowerCase());
    thread.setDaemon(true);
    thread.start();
    long deadlineNs = System.nanoTime() + START_TIMEOUT_NS;
    while (!server.isServing()) {
      if (!thread.isAlive() || System.nanoTime() > deadlineNs) {
        throw new IllegalStateException(
            "could not serve Storm's "
                + type
                + " on port "
                + server.getPort()
                + "; is it taken by another process?");
      }
      Thread.onSpinWait();
    }
    return new NimbusServer(server);
  }

  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.stop();
  }
}
