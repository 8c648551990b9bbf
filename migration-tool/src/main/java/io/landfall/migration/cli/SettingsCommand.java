package io.landfall.migration.cli;

import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Option;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code landfall settings}: all of the engine's settings, from where they are declared. */
@Command(
    name = "settings",
    description = "Lists the engine's settings, for --set NAME=VALUE.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    versionProvider = Version.class,
    footer = {
      "",
      "Example:",
      "  landfall storm jar --set restart.attempts=3 app.jar com.acme.Topology"
    })
final class SettingsCommand implements Runnable {

  @Override
  public void run() {
    PrintStream out = System.out;
    for (Option<?> option : JobOptions.ALL) {
      out.printf("%s (default %s)%n", option.name(), text(option.defaultValue()));
      out.printf("    %s%n    Takes %s.%n", option.sentence(), option.expected());
    }
  }

  private static String text(Object value) {
    if (value == null) {
      return "none";
    }
    if (value instanceof Duration duration) {
      return duration.toMillis() % 1_000 == 0
          ? duration.toSeconds() + "s"
          : duration.toMillis() + "ms";
    }
    return value.toString().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
