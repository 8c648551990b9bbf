package io.landfall.migration.cli;

import io.landfall.migration.run.Installation;
import io.landfall.migration.run.UserMistake;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code landfall kafka read}. */
@Command(
    name = "read",
    description =
        "Prints a topic's committed records from its beginning on, and those that follow: key, tab,"
            + " value.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.class,
    footer = {"", "Example:", "  landfall kafka read totals --count 10"})
final class KafkaReadCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "TOPIC", description = "The topic.")
  private String topic;

  @Option(
      names = "--at",
      paramLabel = "HOST:PORT",
      description = "The broker; default ${DEFAULT-VALUE}.")
  private String at = "localhost:9092";

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Ends after so many records; default 0, for never.")
  private long count;

  @Override
  public Integer call() throws Exception {
    if (count < 0) {
      throw new UserMistake("--count: found " + count + ", expected 0 or more");
    }
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // What cannot be reached is said once, by the reader itself.
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            Installation.ofThisProcess().kafkaBrokerClassPath(),
            "io.landfall.kafka.broker.TopicReader",
            at,
            topic,
            Long.toString(count));
    Process reader = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(reader::destroy));
    return reader.waitFor();
  }
}
