package io.landfall.kafka.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * The settings of a broker, kept in its folder, so that it comes back at the same address with the
 * same data.
 */
final class BrokerSettings {

  static final String HOST = "localhost";
  private static final String FILE = "server.properties";

  /** Those that the folder has, or new ones, and then the folder is formatted. */
  static Properties in(Path folder, int port, Map<String, String> own) throws IOException {
    Path file = folder.resolve(FILE);
    Properties settings = new Properties();
    boolean isNew = !Files.exists(file);
    if (isNew) {
      Files.createDirectories(folder);
      defaults(settings, folder.resolve("log"), port == 0 ? freePort() : port, freePort());
    } else {
      try (Reader reader = Files.newBufferedReader(file)) {
        settings.load(reader);
      }
    }
    settings.putAll(own);
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    if (isNew) {
      format(file);
    }
    return settings;
  }

  /** The address of clients. */
  static String bootstrap(Properties settings) {
    String listener = settings.getProperty("listeners").split(",")[0];
    return listener.substring(listener.indexOf("://") + 3);
  }

  private static void defaults(Properties settings, Path log, int port, int controllerPort) {
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
  }

  private static void format(Path file) {
    String[] arguments = {
      "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()
    };
    // What it says belongs to the log: standard output is for who started the broker.
    int exitCode = StorageTool.execute(arguments, new PrintStream(OutputStream.nullOutputStream()));
    if (exitCode != 0) {
      throw new IllegalStateException(
          "formatting the folder of " + file + " ended with " + exitCode);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  private BrokerSettings() {}
}
