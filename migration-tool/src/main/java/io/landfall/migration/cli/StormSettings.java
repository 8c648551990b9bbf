package io.landfall.migration.cli;

import io.landfall.api.option.Option;
import io.landfall.migration.run.UserMistake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The options that every command with a topology has, besides those of any job. */
final class StormSettings {

  private static final Option<Duration> UNTIL_IDLE =
      Option.duration(
              "until-idle",
              null,
              "How long every spout must have had nothing to emit and nothing pending.")
          .onlyIf(idle -> !idle.isZero(), "a duration such as 500ms, 5s, 1m");

  @picocli.CommandLine.Option(
      names = "-c",
      paramLabel = "KEY=VALUE",
      description =
          "Put over the topology's own configuration; VALUE is JSON, else a string. Repeatable.")
  private List<String> conf = new ArrayList<>();

  @picocli.CommandLine.Option(
      names = "--guarantee",
      paramLabel = "WHICH",
      description =
          "exactly-once (the default): state as if each tuple came once, through any crash; or"
              + " at-least-once: Storm's own.")
  private String guarantee = "exactly-once";

  @picocli.CommandLine.Option(
      names = "--until-idle",
      paramLabel = "TIME",
      description =
          "Stop cleanly, running cleanup, once every spout has had nothing to emit and nothing"
              + " pending for this long. Without it a topology runs until Ctrl-C.")
  private String untilIdle;

  @picocli.CommandLine.Option(
      names = "--serve",
      paramLabel = "PORT",
      description =
          "Answer 'landfall storm list', kill, activate, deactivate and rebalance, and Storm's own"
              + " clients, on this port; theirs is 6627.")
  private Integer servePort;

  /** The {@code -c} options among the options. */
  StormConf conf() throws UserMistake {
    StormConf stormConf = new StormConf();
    for (String pair : conf) {
      stormConf.add(pair);
    }
    return stormConf;
  }

  String guarantee() throws UserMistake {
    String chosen = guarantee.toLowerCase(Locale.ROOT);
    if (!chosen.equals("exactly-once") && !chosen.equals("at-least-once")) {
      throw new UserMistake(
          "--guarantee: found '" + guarantee + "', expected exactly-once or at-least-once");
    }
    return chosen;
  }

  /** Null to run until told to stop. */
  Duration untilIdle() throws UserMistake {
    return untilIdle == null ? null : JobSettings.parse("--until-idle", UNTIL_IDLE, untilIdle);
  }

  /** Null for nowhere. */
  Integer servePort() throws UserMistake {
    if (servePort != null && (servePort < 1 || servePort > 65_535)) {
      throw new UserMistake("--serve: found " + servePort + ", expected a port from 1 to 65535");
    }
    return servePort;
  }
}
