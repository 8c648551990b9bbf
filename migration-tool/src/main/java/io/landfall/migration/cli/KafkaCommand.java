package io.landfall.migration.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code landfall kafka}: what one needs to try Kafka jobs out. */
@Command(
    name = "kafka",
    description = "A local Kafka broker, and a look into its topics.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.class,
    subcommands = {KafkaDevCommand.class, KafkaReadCommand.class},
    footer = {"", "Examples:", "  landfall kafka dev", "  landfall kafka read totals --count 10"})
final class KafkaCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
