package io.landfall.migration.demo;

import io.landfall.migration.console.Console;
import io.landfall.migration.console.Console.Style;
import io.landfall.migration.run.Installation;
import io.landfall.migration.run.UserMistake;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The story of the demo: run, kill, run again, compare.
 *
 * @param kill whether to kill the first run half-way
 * @param linesPerSecond slow enough to watch
 */
public record Demo(Console console, Installation installation, boolean kill, int linesPerSecond) {

  private static final String TOPOLOGY = "io.landfall.examples.storm.WordCountTopology";
  private static final String TEXT = "io/landfall/examples/text/shakespeare.txt.gz";
  private static final int MOST_DIFFERENCES_SHOWN = 20;
  private static final long LOOK_EVERY_MS = 50;
  private static final long LINE_EVERY_MS = 1_000;

  /**
   * @return true if every count was exact
   */
  public boolean run() throws IOException, InterruptedException, UserMistake {
    Path folder = Files.createTempDirectory("landfall-demo-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(folder)));
    Path text = folder.resolve("shakespeare.txt");
    extract(installation.examplesJar(), text);
    introduce(text);
    return runTwice(folder, text, command(folder, text))
        && compare(WordCounts.ofParts(folder.resolve("counts")), WordCounts.ofText(text));
  }

  private void introduce(Path text) throws IOException {
    say("");
    say(
        console.styled(
            Style.BOLD, "An unmodified Storm topology, killed half-way, counted exactly"));
    say("");
    say(fact("topology", TOPOLOGY + ", compiled against storm-client alone"));
    say(
        fact(
            "input",
            String.format(
                Locale.ROOT,
                "Shakespeare, %,d lines, at %,d lines a second",
                countLines(text),
                linesPerSecond)));
    say(
        fact(
            "command",
            "landfall storm jar --state-dir state --until-idle 1s examples.jar " + shortName()));
    say("");
  }

  private static String shortName() {
    return TOPOLOGY.substring(TOPOLOGY.lastIndexOf('.') + 1) + " shakespeare.txt counts";
  }

  private boolean runTwice(Path folder, Path text, List<String> command)
      throws IOException, InterruptedException {
    long lines = countLines(text);
    if (kill) {
      try (ChildRun first = ChildRun.start(command, folder)) {
        step("start", "process " + first.pid());
        // Half-way, and with a checkpoint to go back to, so that the second run has less to do.
        watch(first, lines, p -> p.lines() >= lines / 2 && p.checkpointId() > 0);
        if (!first.isAlive()) {
          return ended("before it could be killed", first);
        }
        first.kill();
        ChildProgress at = first.progress();
        step(
            console.styled(Style.RED, "kill -9"),
            String.format(
                Locale.ROOT,
                "process %d is gone after %,d lines; what is left is checkpoint %d on disk",
                first.pid(),
                at.lines(),
                at.checkpointId()));
      }
    }
    try (ChildRun last = ChildRun.start(command, folder)) {
      step(
          kill ? console.styled(Style.GREEN, "resume") : "start",
          (kill ? "the very same command, process " : "process ") + last.pid());
      watch(last, lines, p -> false);
      if (last.awaitExit() != 0) {
        return ended("with exit code " + last.awaitExit(), last);
      }
      long counted = last.progress().lines();
      step(
          "done",
          kill
              ? String.format(
                  Locale.ROOT,
                  "%,d lines in this run; the other %,d were in the checkpoint",
                  counted,
                  lines - counted)
              : "all lines counted, spout idle, stopped cleanly");
    }
    return true;
  }

  private boolean ended(String how, ChildRun child) {
    console.erase();
    child.messages().forEach(console::line);
    say(console.styled(Style.RED, "the topology ended " + how));
    return false;
  }

  /** Shows progress until {@code enough}, or the child ends. */
  private void watch(ChildRun child, long lines, java.util.function.Predicate<ChildProgress> enough)
      throws InterruptedException {
    long nextLineNs = System.nanoTime();
    ChildProgress shown = ChildProgress.NONE;
    while (child.isAlive() && !enough.test(child.progress())) {
      ChildProgress now = child.progress();
      if (!now.equals(shown) && (console.isTerminal() || System.nanoTime() >= nextLineNs)) {
        show(now, lines);
        shown = now;
        nextLineNs = System.nanoTime() + LINE_EVERY_MS * 1_000_000;
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
    console.erase();
    show(child.progress(), lines);
    console.erase();
  }

  private void show(ChildProgress progress, long lines) {
    String figures =
        String.format(
            Locale.ROOT,
            "%,7d lines %,8d words  checkpoint %s",
            progress.lines(),
            progress.words(),
            progress.checkpointId() < 0 ? "-" : progress.checkpointId());
    if (console.isTerminal()) {
      console.status("          " + bar(progress.lines(), lines) + figures);
    } else {
      console.line("          " + figures);
    }
  }

  private String bar(long done, long all) {
    int width = Math.min(24, console.columns() - 60);
    if (width < 8) {
      return "";
    }
    int full = (int) Math.min(width, done * width / all);
    return console.styled(Style.CYAN, "━".repeat(full))
        + console.styled(Style.DIM, "─".repeat(width - full))
        + " ";
  }

  private boolean compare(WordCounts counted, WordCounts expected) {
    say("");
    say(console.styled(Style.BOLD, "The ten most frequent words"));
    for (Map.Entry<String, Long> entry : counted.top(10)) {
      say(String.format(Locale.ROOT, "  %-8s %,7d", entry.getKey(), entry.getValue()));
    }
    say("");
    List<String> differences = counted.differencesFrom(expected);
    if (differences.isEmpty()) {
      say(
          console.styled(Style.GREEN, "exact:")
              + String.format(
                  Locale.ROOT,
                  " %,d words, %,d distinct, every count equal to an independent count",
                  counted.total(),
                  counted.distinct()));
      return true;
    }
    differences.stream().limit(MOST_DIFFERENCES_SHOWN).forEach(d -> say("  " + d));
    say(
        console.styled(Style.RED, "not exact:")
            + String.format(
                Locale.ROOT,
                " %,d words counted, %,d expected; %,d of %,d distinct words differ",
                counted.total(),
                expected.total(),
                differences.size(),
                expected.distinct()));
    return false;
  }

  private List<String> command(Path folder, Path text) throws UserMistake {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", installation.lib() + "/*", "io.landfall.migration.cli.Landfall"));
    command.addAll(List.of("storm", "jar", "--progress", "json"));
    command.addAll(List.of("--state-dir", folder.resolve("state").toString()));
    command.addAll(List.of("--until-idle", "1s"));
    command.addAll(List.of(installation.examplesJar().toString(), TOPOLOGY));
    command.addAll(List.of("--rate", Integer.toString(linesPerSecond)));
    command.addAll(List.of(text.toString(), folder.resolve("counts").toString()));
    return command;
  }

  private static void extract(Path examplesJar, Path to) throws IOException {
    try (JarFile jar = new JarFile(examplesJar.toFile());
        InputStream text = new GZIPInputStream(jar.getInputStream(jar.getJarEntry(TEXT)))) {
      Files.copy(text, to);
    }
  }

  private static long countLines(Path text) throws IOException {
    try (Stream<String> lines = Files.lines(text)) {
      return lines.count();
    }
  }

  private void step(String what, String detail) {
    console.erase();
    say(String.format("%s%s %s", what, " ".repeat(Math.max(0, 9 - visible(what))), detail));
  }

  private static int visible(String styled) {
    return styled.replaceAll("\u001b\\[[0-9]*m", "").length();
  }

  private String fact(String name, String value) {
    return console.styled(Style.DIM, String.format("%-9s", name)) + " " + value;
  }

  /** The demo is its own user: its story goes to standard output. */
  private static void say(String line) {
    PrintStream out = System.out;
    out.println(line);
    out.flush();
  }

  /** Also on Ctrl-C, when the child may still run. */
  private static void cleanUp(Path folder) {
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // A temporary folder that is left behind harms nobody.
    }
  }
}
