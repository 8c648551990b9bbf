package io.landfall.kafka.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * Runs a broker until standard input ends or the process is asked to stop. Arguments are settings
 * of the broker as {@code name=value}, and these of its own:
 *
 * <ul>
 *   <li>{@code --dir=FOLDER} keeps its data there; without, it is deleted at the end
 *   <li>{@code --port=N} for clients; any free one without, and that of the folder if it has one
 *   <li>{@code --topic=NAME:PARTITIONS} is created unless it is there
 *   <li>{@code --orders=TOPIC:RATE} has sample orders written to it, so many a second
 * </ul>
 *
 * Says {@code BOOTSTRAP host:port} on standard output when it is ready.
 */
public final class DevBroker {

  static final String READY = "BOOTSTRAP ";
  static final String DIR = "--dir=";
  static final String PORT = "--port=";

  static final String TOPIC = "--topic=";
  static final String ORDERS = "--orders=";

  private DevBroker() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = null;
    int port = 0;
    Map<String, String> own = new HashMap<>();
    Map<String, Integer> topics = new LinkedHashMap<>();
    String orders = null;
    for (String argument : arguments) {
      if (argument.startsWith(DIR)) {
        folder = Path.of(argument.substring(DIR.length())).toAbsolutePath();
      } else if (argument.startsWith(PORT)) {
        port = Integer.parseInt(argument.substring(PORT.length()));
      } else if (argument.startsWith(TOPIC)) {
        int colon = argument.lastIndexOf(':');
        topics.put(
            argument.substring(TOPIC.length(), colon),
            Integer.parseInt(argument.substring(colon + 1)));
      } else if (argument.startsWith(ORDERS)) {
        orders = argument.substring(ORDERS.length());
      } else {
        int equals = argument.indexOf('=');
        own.put(argument.substring(0, equals), argument.substring(equals + 1));
      }
    }
    Path temporary = folder == null ? Files.createTempDirectory("landfall-broker-") : null;
    Properties settings = BrokerSettings.in(folder == null ? temporary : folder, port, own);
    start(settings, temporary);
    String bootstrap = BrokerSettings.bootstrap(settings);
    DevTopics.create(bootstrap, topics);
    if (orders != null) {
      int colon = orders.lastIndexOf(':');
      SampleOrders.start(
          bootstrap, orders.substring(0, colon), Integer.parseInt(orders.substring(colon + 1)));
    }
    System.out.println(READY + bootstrap);
    while (System.in.read() >= 0) {
      // Whatever is said, only the end counts.
    }
    System.exit(0);
  }

  private static void start(Properties settings, Path temporary) {
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, temporary)));
    server.startup();
  }

  private static void stop(KafkaRaftServer server, Path temporary) {
    server.shutdown();
    server.awaitShutdown();
    if (temporary == null) {
      return;
    }
    try (Stream<Path> walk = Files.walk(temporary)) {
      List<Path> children = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path child : children) {
        Files.deleteIfExists(child);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
