package io.landfall.migration.cli;

import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Option;
import io.landfall.api.option.Options;
import io.landfall.migration.run.UserMistake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The options that every command with a job has. Names, types and ranges are the engine's own. */
final class JobSettings {

  @picocli.CommandLine.Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description =
          "Folder for checkpoints. A job found there under the same name is continued. Without it"
              + " checkpoints stay in memory and survive a failing task, not the process.")
  private String stateDir;

  @picocli.CommandLine.Option(
      names = "--fresh",
      description = "Discard what the state folder holds of this job, and start anew.")
  private boolean fresh;

  @picocli.CommandLine.Option(
      names = "--checkpoint-interval",
      paramLabel = "TIME",
      description = "From the start of a checkpoint to that of the next; default 1s.")
  private String checkpointInterval;

  @picocli.CommandLine.Option(
      names = "--threads",
      paramLabel = "N",
      description = "Engine threads; default one a processor.")
  private String threads;

  @picocli.CommandLine.Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Any other setting of the engine; 'landfall settings' lists them.")
  private List<String> others = new ArrayList<>();

  @picocli.CommandLine.Option(
      names = "--jars",
      paramLabel = "JARS",
      split = ",",
      description = "More jars for the class path, behind JAR; with commas between.")
  private List<String> jars = new ArrayList<>();

  @picocli.CommandLine.Option(
      names = "--progress",
      paramLabel = "MODE",
      description = "auto, live, lines, json or off; default auto: live on a terminal, else lines.")
  private String progress = "auto";

  @picocli.CommandLine.Option(
      names = {"-v", "--verbose"},
      description = "Log what happens, and show stack traces whole; twice for more.")
  private boolean[] verbose = {};

  /** What was chosen on the command line. */
  Options options() throws UserMistake {
    Options options = Options.DEFAULTS;
    options = with(options, "--state-dir", JobOptions.STATE_DIR, absolute(stateDir));
    options =
        with(options, "--checkpoint-interval", JobOptions.CHECKPOINT_INTERVAL, checkpointInterval);
    options = with(options, "--threads", JobOptions.THREADS, threads);
    if (fresh) {
      if (stateDir == null) {
        throw new UserMistake(
            "--fresh discards what a state folder holds; name it with --state-dir");
      }
      options = options.with(JobOptions.FRESH, true);
    }
    for (String setting : others) {
      options = withNamed(options, setting);
    }
    return options;
  }

  List<Path> jars() throws UserMistake {
    List<Path> paths = new ArrayList<>();
    for (String jar : jars) {
      paths.add(io.landfall.migration.run.UserJar.open(jar).path());
    }
    return paths;
  }

  ProgressMode progress() throws UserMistake {
    try {
      return ProgressMode.valueOf(progress.toUpperCase(java.util.Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UserMistake(
          "--progress: found '" + progress + "', expected auto, live, lines, json or off");
    }
  }

  /** 0 for warnings only. */
  int verbosity() {
    return verbose.length;
  }

  private static String absolute(String path) {
    return path == null ? null : Path.of(path).toAbsolutePath().toString();
  }

  private static Options withNamed(Options options, String setting) throws UserMistake {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new UserMistake("--set: found '" + setting + "', expected NAME=VALUE");
    }
    String name = setting.substring(0, equals);
    Map<String, Option<?>> known = new TreeMap<>();
    JobOptions.ALL.forEach(option -> known.put(option.name(), option));
    Option<?> option = known.get(name);
    if (option == null) {
      throw new UserMistake(
          "--set: no setting '" + name + "'; there are " + String.join(", ", known.keySet()));
    }
    return with(options, "--set " + name, option, setting.substring(equals + 1));
  }

  /**
   * @param text null to leave the default
   */
  static <T> Options with(Options options, String flag, Option<T> option, String text)
      throws UserMistake {
    return text == null ? options : options.with(option, parse(flag, option, text));
  }

  static <T> T parse(String flag, Option<T> option, String text) throws UserMistake {
    try {
      return option.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UserMistake(flag + ": found '" + text + "', expected " + option.expected());
    }
  }
}
