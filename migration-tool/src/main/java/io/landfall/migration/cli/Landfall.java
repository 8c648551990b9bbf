package io.landfall.migration.cli;

import io.landfall.migration.console.Console;
import io.landfall.migration.run.UserMistake;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code landfall} command. */
@Command(
    name = "landfall",
    description =
        "Runs unmodified Apache Storm topologies, and native jobs, exactly once in one process.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {
      StormCommand.class,
      RunCommand.class,
      DemoCommand.class,
      KafkaCommand.class,
      SimulateCommand.class,
      SettingsCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  landfall demo",
      "  landfall storm jar app.jar com.acme.Topology input.txt",
      "  landfall storm jar --state-dir state app.jar com.acme.Topology",
      "  landfall run --state-dir state job.jar",
      "",
      "Exit codes:",
      "  0    all is done",
      "  1    user code failed for good",
      "  2    a mistake in the call; nothing was run or written",
      "  130  stopped by Ctrl-C, 143 by SIGTERM; both after a last checkpoint"
    })
public final class Landfall implements Runnable {

  @Spec private CommandSpec spec;

  private final Console console;

  private Landfall(Console console) {
    this.console = console;
  }

  Console console() {
    return console;
  }

  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    Console console = Console.ofThisProcess(environment);
    int code = withOutput(execute(console, args), System.out, console);
    // Threads of the user's that are no daemons must not keep a finished process alive.
    System.exit(code);
  }

  static int execute(Console console, String... args) {
    CommandLine line = new CommandLine(new Landfall(console));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(console.isTerminal() ? Ansi.AUTO : Ansi.OFF));
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // What stands behind JAR and MAIN belongs to the user's main.
    line.getSubcommands().get("storm").getSubcommands().get("jar").setStopAtPositional(true);
    line.getSubcommands().get("storm").getSubcommands().get("flux").setStopAtPositional(true);
    line.getSubcommands().get("run").setStopAtPositional(true);
    line.setParameterExceptionHandler((e, given) -> refuse(console, withHint(e)));
    line.setExecutionExceptionHandler((e, command, parsed) -> onException(console, e, parsed));
    return line.execute(args);
  }

  /**
   * Nobody must take a part of the output for the whole.
   *
   * @param code of the command that has ended
   */
  static int withOutput(int code, PrintStream out, Console console) {
    if (code != ExitCode.OK || !out.checkError()) {
      return code;
    }
    console.line(
        "landfall: standard output did not take all that was written; its disk is full, or who"
            + " reads it has gone");
    return ExitCode.FAILED;
  }

  private static int onException(Console console, Exception thrown, ParseResult parsed) {
    if (thrown instanceof UserMistake) {
      return refuse(console, thrown.getMessage());
    }
    new FailureReport(true).of(thrown).forEach(console::line);
    console.line("landfall: this is a bug of Landfall's; please report it with the lines above");
    return ExitCode.FAILED;
  }

  private static int refuse(Console console, String message) {
    console.line("landfall: " + message);
    return ExitCode.USER_MISTAKE;
  }

  private static String withHint(ParameterException e) {
    String help = "see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    if (e instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      String kind = word.startsWith("-") ? "option" : "command";
      List<String> similar = unmatched.getSuggestions();
      return "unknown "
          + kind
          + " "
          + word
          + (similar.isEmpty() ? "" : ", did you mean " + String.join(" or ", similar) + "?")
          + "; "
          + help;
    }
    return e.getMessage().replaceAll("\\s*\\R\\s*", " ") + "; " + help;
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
