package io.landfall.migration.cli;

import io.landfall.kafka.broker.BrokerProcess;
import io.landfall.migration.console.Console;
import io.landfall.migration.run.Installation;
import io.landfall.migration.run.UserMistake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code landfall kafka dev}. */
@Command(
    name = "dev",
    description =
        "Runs a Kafka broker on this machine until Ctrl-C, with the topics 'orders', into which"
            + " sample orders flow as JSON, and 'totals'.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.class,
    footer = {
      "",
      "Examples:",
      "  landfall kafka dev",
      "  landfall kafka dev --port 9093 --dir kafka-data --topic events:8 --rate 0"
    })
final class KafkaDevCommand implements Callable<Integer> {

  private static final String ORDERS = "orders";
  private static final String TOTALS = "totals";
  private static final int PARTITIONS = 4;
  private static final int LARGEST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where clients connect; default ${DEFAULT-VALUE}.")
  private int port = 9_092;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Keeps the data there for the next time; without, it is deleted at the end.")
  private String dir;

  @Option(
      names = "--topic",
      paramLabel = "NAME[:N]",
      description = "One more topic, of N partitions; default 4. May be given several times.")
  private List<String> topics = new ArrayList<>();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Sample orders a second; default ${DEFAULT-VALUE}, 0 for none.")
  private int rate = 100;

  @Override
  public Integer call() throws Exception {
    Map<String, Integer> wanted = wanted();
    checkPort();
    if (rate < 0) {
      throw new UserMistake("--rate: found " + rate + ", expected orders a second, 0 or more");
    }
    Console console = ((Landfall) spec.root().userObject()).console();
    String classPath = Installation.ofThisProcess().kafkaBrokerClassPath();
    Path folder =
        dir == null ? Files.createTempDirectory("landfall-kafka-") : Path.of(dir).toAbsolutePath();
    console.line("starting a broker" + (dir == null ? "" : " on the data in " + folder));
    BrokerProcess broker =
        BrokerProcess.start(
            classPath, folder, port, Map.of(), wanted, rate == 0 ? null : ORDERS + ":" + rate);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(broker, dir == null, folder)));
    tell(console, broker);
    broker.await();
    console.line("landfall: the broker has ended; its log is " + folder.resolve("broker.log"));
    return ExitCode.FAILED;
  }

  private Map<String, Integer> wanted() throws UserMistake {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    wanted.put(ORDERS, PARTITIONS);
    wanted.put(TOTALS, PARTITIONS);
    for (String topic : topics) {
      String[] parts = topic.split(":", 2);
      try {
        int partitions = parts.length == 1 ? PARTITIONS : Integer.parseInt(parts[1]);
        if (!parts[0].matches("[a-zA-Z0-9._-]{1,249}") || partitions < 1) {
          throw new NumberFormatException();
        }
        wanted.put(parts[0], partitions);
      } catch (NumberFormatException e) {
        throw new UserMistake(
            "--topic: found '" + topic + "', expected a name and partitions, such as events:8");
      }
    }
    return wanted;
  }

  private void checkPort() throws UserMistake {
    if (port < 1 || port > LARGEST_PORT) {
      throw new UserMistake("--port: found " + port + ", expected 1 to " + LARGEST_PORT);
    }
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName("localhost"))) {
      assert free.isBound();
    } catch (IOException e) {
      throw new UserMistake(
          "port " + port + " is taken (" + e.getMessage() + "); choose another with --port");
    }
  }

  private void tell(Console console, BrokerProcess broker) throws UserMistake {
    Path examples = Installation.ofThisProcess().examplesJar();
    String at = broker.bootstrap();
    console.line("broker    " + at + ", process " + broker.pid() + "; Ctrl-C ends it");
    console.line(
        "topics    "
            + ORDERS
            + (rate == 0 ? "" : " (" + rate + " sample orders a second)")
            + ", "
            + String.join(", ", wantedNames()));
    console.line(
        "run       landfall run --state-dir state "
            + examples
            + " "
            + "io.landfall.examples.kafka.OrderTotals"
            + (port == 9_092 ? "" : " " + at));
    console.line("look      landfall kafka read " + TOTALS + (port == 9_092 ? "" : " --at " + at));
  }

  private List<String> wantedNames() {
    List<String> names = new ArrayList<>();
    names.add(TOTALS);
    topics.forEach(topic -> names.add(topic.split(":", 2)[0]));
    return names;
  }

  private static void end(BrokerProcess broker, boolean temporary, Path folder) {
    try {
      broker.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!temporary) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      System.err.println("landfall: " + folder + " could not be deleted: " + e.getMessage());
    }
  }
}
