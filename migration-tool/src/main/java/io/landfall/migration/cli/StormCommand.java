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
    subcommands = {
      StormJarCommand.class,
      StormFluxCommand.class,
      StormControlCommands.ListTopologies.class,
      StormControlCommands.Kill.class,
      StormControlCommands.Activate.class,
      StormControlCommands.Deactivate.class,
      StormControlCommands.Rebalance.class
    },
    footer = {
      "",
      "Examples:",
      "  landfall storm jar app.jar com.acme.Topology",
      "  landfall storm jar --serve 6627 app.jar com.acme.Topology",
      "  landfall storm rebalance words -w 5 -e count=2"
    })
final class StormCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
