package io.landfall.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of a job of this module, as a user starts it. One thread. */
final class JobProcess implements AutoCloseable {

  static final Duration LONGEST = Duration.ofSeconds(120);

  /** How the job is written, and so started. */
  enum Kind {
    NATIVE("io.landfall.it.kafka.job.CountJob"),
    STORM("io.landfall.it.kafka.job.CountTopology");

    private final String main;

    Kind(String main) {
      this.main = main;
    }
  }

  /** A condition that is looked at again and again, up to a deadline. */
  interface Condition {
    boolean holds() throws Exception;
  }

  private final Process process;
  private final Path log;

  private JobProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * @param folder has the job's state, and gets its log
   * @param arguments of the job
   */
  static JobProcess start(Kind kind, Path folder, List<String> arguments) throws IOException {
    Path dist =
        Path.of(System.getProperty("landfall.it.root"))
            .toAbsolutePath()
            .normalize()
            .resolve("migration-tool/target/dist");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // They live for seconds: the better compiler would take more time than it saves.
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-cp");
    command.add(dist.resolve("lib") + "/*");
    command.add("io.landfall.migration.cli.Landfall");
    command.addAll(kind == Kind.NATIVE ? List.of("run") : List.of("storm", "jar"));
    command.addAll(List.of("--progress", "off"));
    command.addAll(List.of("--state-dir", folder.resolve("state").toString()));
    if (kind == Kind.STORM) {
      command.addAll(List.of("--checkpoint-interval", "200ms", "--jars", stormJars()));
    }
    command.addAll(List.of(System.getProperty("landfall.it.jar"), kind.main));
    command.addAll(arguments);
    Path log = Files.createTempFile(folder, "job-", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new JobProcess(process, log);
  }

  /** What a fat jar of the topology would have in it. */
  private static String stormJars() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("landfall.it.stormJars")))) {
      return jars.map(Path::toString).sorted().collect(Collectors.joining(","));
    }
  }

  /** SIGKILL; returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As by Ctrl-C: ends after a last checkpoint. */
  int stop() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    return exitCode();
  }

  int exitCode() throws IOException, InterruptedException {
    if (!process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
      throw new AssertionError("still running after " + LONGEST + "; it said:\n" + said());
    }
    return process.exitValue();
  }

  /** True if it ended within the time. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for a condition for as long as the job runs. */
  void await(String what, Condition condition) throws Exception {
    long deadlineNs = System.nanoTime() + LONGEST.toNanos();
    while (!condition.holds()) {
      assertThat(process.isAlive() && System.nanoTime() < deadlineNs)
          .as("waiting for: %s; the job said:%n%s", what, said())
          .isTrue();
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
