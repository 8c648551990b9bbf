package io.landfall.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of {@code landfall run} with the job of this module. One thread. */
final class JobProcess implements AutoCloseable {

  static final Duration LONGEST = Duration.ofSeconds(120);
  private static final String MAIN = "io.landfall.it.kafka.job.CountJob";

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
  static JobProcess start(Path folder, List<String> arguments) throws IOException {
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
    command.addAll(List.of("run", "--progress", "off"));
    command.addAll(List.of("--state-dir", folder.resolve("state").toString()));
    command.addAll(List.of(System.getProperty("landfall.it.jar"), MAIN));
    command.addAll(arguments);
    Path log = Files.createTempFile(folder, "job-", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new JobProcess(process, log);
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
