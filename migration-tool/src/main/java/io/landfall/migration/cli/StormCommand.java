package io.landfall.migration.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What stands in for Storm's own {@code storm} command. */
@Command(
    name = "storm",
    description = "Takes the place of Storm's own command.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.class,
    subcommands = StormJarCommand.class,
    footer = {"", "Example:", "  landfall storm jar app.jar com.acme.Topology"})
final class StormCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
