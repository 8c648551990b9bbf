package io.landfall.it.benchmarks.broker;

import io.landfall.it.benchmarks.workload.TemporaryFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * Runs a broker until standard input ends or the process is asked to stop, and then deletes its
 * folder. Says {@code BOOTSTRAP host:port} on standard output when it is ready.
 */
public final class Broker {

  private static final String HOST = "localhost";

  private Broker() {}

  public static void main(String[] arguments) throws IOException {
    TemporaryFolder temporary = TemporaryFolder.create();
    Path folder = temporary.path();
    int port = freePort();
    Properties settings = settings(folder.resolve("log"), port, freePort());
    format(folder, settings);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.shutdown();
                  server.awaitShutdown();
                  delete(temporary);
                }));
    server.startup();
    System.out.println("BOOTSTRAP " + HOST + ':' + port);
    while (System.in.read() >= 0) {
      // Whatever is said, only the end counts.
    }
    System.exit(0);
  }

  private static Properties settings(Path log, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", "1");
    settings.setProperty("controller.quorum.voters", "1@" + HOST + ':' + controllerPort);
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty(
        "listeners",
        "PLAINTEXT://" + HOST + ':' + port + ",CONTROLLER://" + HOST + ':' + controllerPort);
    settings.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.setProperty("log.dirs", log.toString());
    settings.setProperty("log.retention.ms", "-1");
    settings.setProperty("auto.create.topics.enable", "false");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    settings.setProperty("offsets.topic.replication.factor", "1");
    settings.setProperty("offsets.topic.num.partitions", "4");
    settings.setProperty("transaction.state.log.replication.factor", "1");
    settings.setProperty("transaction.state.log.min.isr", "1");
    settings.setProperty("transaction.state.log.num.partitions", "4");
    settings.setProperty("share.coordinator.state.topic.replication.factor", "1");
    settings.setProperty("share.coordinator.state.topic.min.isr", "1");
    return settings;
  }

  private static void format(Path folder, Properties settings) throws IOException {
    Path file = folder.resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    String[] arguments = {
      "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
    };
    // What it says belongs to the log: standard output is for who started the broker.
    int exitCode = StorageTool.execute(arguments, new PrintStream(OutputStream.nullOutputStream()));
    if (exitCode != 0) {
      throw new IllegalStateException("formatting " + folder + " ended with " + exitCode);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  private static void delete(TemporaryFolder folder) {
    try {
      folder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
