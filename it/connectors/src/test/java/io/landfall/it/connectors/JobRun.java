package io.landfall.it.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of a job in a process of its own. One thread. */
final class JobRun {

  private static final int KILLED = 137;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;

  private JobRun(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * @param folder has the job's state, and gets its log
   */
  static JobRun start(Class<?> job, Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), job.getName()));
    command.add("state=" + folder.resolve("state"));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile(folder, "job-", ".log");
    return new JobRun(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
        log);
  }

  /**
   * @return true if it ended within the time
   */
  boolean endsWithin(long ms) throws InterruptedException {
    return process.waitFor(ms, TimeUnit.MILLISECONDS);
  }

  /** SIGKILL; returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private int exitCode() throws IOException, InterruptedException {
    if (!endsWithin(LONGEST.toMillis())) {
      kill();
      throw new AssertionError("still running after " + LONGEST + "; it said:\n" + said());
    }
    return process.exitValue();
  }

  /** SIGKILL comes from the job itself, at the moment that it was started with. */
  void expectDeath() throws IOException, InterruptedException {
    expect(KILLED);
  }

  void expectSuccess() throws IOException, InterruptedException {
    expect(0);
  }

  private void expect(int exitCode) throws IOException, InterruptedException {
    int found = exitCode();
    assertThat(found).as("exit code; the job said:%n%s", said()).isEqualTo(exitCode);
  }

  private String said() throws IOException {
    return Files.readString(log);
  }
}
