package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.runner.Target.State;
import io.landfall.it.benchmarks.runner.Target.Verdict;
import io.landfall.it.benchmarks.workload.Work;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The {@code bench} command. */
@Command(
    name = "bench",
    description =
        "Runs the same work on Landfall and on the systems that one would pick instead, and"
            + " compares.",
    sortOptions = false,
    customSynopsis = "it/benchmarks/bench [OPTIONS] [WORK...]",
    footer = {
      "",
      "Examples:",
      "  it/benchmarks/bench --list",
      "  it/benchmarks/bench W1",
      "  it/benchmarks/bench W1 W4 --systems landfall,loop,flink --scale 0.1",
      "  it/benchmarks/bench --rounds 5 --json out.json --plot out.svg --check",
      "",
      "Exit codes:",
      "  0    all is done",
      "  1    a run failed, results differ, or, with --check, a target was missed",
      "  2    a mistake in the call, or a system that is not built; nothing was run",
      "  130  stopped by Ctrl-C, and all that ran with it"
    })
public final class Bench implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int USER_MISTAKE = 2;

  private final Catalogue catalogue;
  private final Launch broker;
  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;
  private List<String> arguments = List.of();

  @Parameters(
      paramLabel = "WORK",
      arity = "0..*",
      description = "Such as W1; all works if none is given.")
  private List<String> works = new ArrayList<>();

  @Option(
      names = "--systems",
      paramLabel = "NAMES",
      split = ",",
      description = "Systems or variants, with commas between; all if not given.")
  private List<String> systems = new ArrayList<>();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each system does each work; default ${DEFAULT-VALUE}.")
  private int rounds = 3;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      description =
          "More or fewer records than make a run take about ten seconds, such as 0.1; below 1 also"
              + " less state.")
  private double scale = 1;

  @Option(
      names = "--time-limit",
      paramLabel = "SECONDS",
      description = "A process that takes longer is killed; default ${DEFAULT-VALUE}.")
  private int timeLimitSeconds = 300;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write all figures of all runs to it.")
  private Path json;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "Draw the rates; a name that ends in .svg or .png.")
  private Path plot;

  @Option(names = "--check", description = "Exit with 1 if a target is missed.")
  private boolean check;

  @Option(names = "--list", description = "Say which works and systems there are, and end.")
  private boolean list;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this, and end.")
  private boolean help;

  @Option(names = "--root", hidden = true, description = "Of the repository; the script says it.")
  private Path root = Path.of("");

  Bench(
      Catalogue catalogue,
      Launch broker,
      Map<String, String> environment,
      PrintStream out,
      PrintStream err) {
    this.catalogue = catalogue;
    this.broker = broker;
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    Bench bench = new Bench(Catalogue.standard(), Catalogue.BROKER_MAIN, System.getenv(), out, err);
    System.exit(bench.execute(args));
  }

  int execute(String... args) {
    arguments = List.of(args);
    CommandLine line = new CommandLine(this);
    line.setOut(new PrintWriter(out, true));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler((e, given) -> refuse(withHint(e)));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          if (e instanceof UserMistake) {
            return refuse(e.getMessage());
          }
          if (e instanceof IOException) {
            err.println("bench: " + e.getMessage());
            return FAILED;
          }
          throw e;
        });
    return line.execute(args);
  }

  private int refuse(String message) {
    err.println("bench: " + message);
    return USER_MISTAKE;
  }

  private static String withHint(ParameterException e) {
    return e.getMessage().replaceAll("\\s*\\R\\s*", " ") + "; see it/benchmarks/bench --help";
  }

  @Override
  public Integer call() throws Exception {
    if (list) {
      out.print(new Listing(catalogue));
      return 0;
    }
    verify();
    Plan plan = Plan.of(catalogue.select(chosenWorks(), systems), rounds, scale);
    Machine machine = Machine.ofThisProcess();
    Results results = run(plan);
    List<Verdict> verdicts = Targets.judge(results);
    print(machine, results, verdicts);
    if (json != null) {
      JsonWriter.write(json, machine, command(), results, verdicts);
    }
    if (plot != null && !Plot.write(plot, machine, results)) {
      err.println("bench: there are no rates to draw; " + plot + " is not written");
    }
    boolean missed = verdicts.stream().anyMatch(verdict -> verdict.state() == State.MISSED);
    return !problems(results).isEmpty() || check && missed ? FAILED : 0;
  }

  private void verify() throws UserMistake {
    if (rounds < 1) {
      throw new UserMistake("--rounds: found " + rounds + ", expected 1 or more");
    }
    if (!(scale > 0) || scale > 1_000) {
      throw new UserMistake("--scale: found " + scale + ", expected more than 0, up to 1000");
    }
    if (timeLimitSeconds < 1) {
      throw new UserMistake("--time-limit: found " + timeLimitSeconds + ", expected 1 or more");
    }
    if (plot != null && !Plot.canWrite(plot)) {
      throw new UserMistake("--plot: found " + plot + ", expected a name in .svg or .png");
    }
    for (Path file : Arrays.asList(json, plot)) {
      // Now rather than when an hour of figures is to be written.
      if (file != null && !Files.isWritable(file.toAbsolutePath().getParent())) {
        throw new UserMistake(
            "cannot write "
                + file
                + ": "
                + file.toAbsolutePath().getParent()
                + " is no folder"
                + " that can be written to");
      }
    }
  }

  private Set<Work> chosenWorks() throws UserMistake {
    Set<Work> chosen = EnumSet.noneOf(Work.class);
    for (String name : works) {
      try {
        chosen.add(Work.valueOf(name.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new UserMistake(
            "there is no work '"
                + name
                + "'; there are "
                + Arrays.stream(Work.values()).map(Work::name).collect(Collectors.joining(", ")));
      }
    }
    return chosen;
  }

  private Results run(Plan plan) throws Exception {
    Children children = new Children();
    children.killWhenThisProcessEnds();
    ProcessRun processes = new ProcessRun(children, Duration.ofSeconds(timeLimitSeconds));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try (Progress progress = new Progress(err, environment, plan.size());
        Session session =
            new Session(root.toAbsolutePath(), broker, java, children, processes, progress)) {
      return session.run(plan);
    }
  }

  private void print(Machine machine, Results results, List<Verdict> verdicts) {
    TableWriter tables = new TableWriter(results);
    for (Work work : results.works()) {
      String table = tables.table(work);
      if (!table.isEmpty()) {
        out.println(table);
      }
    }
    section("Targets", verdicts.stream().map(Verdict::text).toList());
    section("Not well", problems(results));
    out.println("Measured on: " + machine.sentence());
    out.println("By: " + command());
  }

  private void section(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      out.println(title + ":\n");
      // Indented by four: as it is, in Markdown too.
      lines.forEach(line -> out.println("    " + line));
      out.println();
    }
  }

  private static List<String> problems(Results results) {
    List<String> problems = new ArrayList<>();
    for (Outcome failed : results.failures()) {
      problems.add(failed.run().title() + ": " + failed.failure());
    }
    results.works().forEach(work -> problems.addAll(results.disagreements(work)));
    return problems;
  }

  /** As it was typed, but for quotes. */
  private String command() {
    List<String> typed = new ArrayList<>(List.of("it/benchmarks/bench"));
    for (int i = 0; i < arguments.size(); i++) {
      if (arguments.get(i).equals("--root")) {
        i++;
      } else {
        typed.add(arguments.get(i));
      }
    }
    return String.join(" ", typed);
  }
}
