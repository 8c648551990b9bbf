package io.landfall.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One run of the tool. What it says goes to files, so that it never waits for a reader. */
public final class LandfallProcess implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final Process process;
  private final Path out;
  private final Path err;

  private LandfallProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * @param folder the process's working folder, and where its output goes
   */
  public static LandfallProcess start(Path folder, String... arguments) throws IOException {
    return start(folder, List.of(), List.of(arguments));
  }

  public static LandfallProcess start(Path folder, List<String> javaOptions, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // As the launcher has it, here and below: for the names of threads.
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    if (Runtime.version().feature() >= 24) {
      // Else Java would warn of what serializers and queues use.
      command.add("--sun-misc-unsafe-memory-access=allow");
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(javaOptions);
    command.add("-cp");
    command.add(Dist.home().resolve("lib") + "/*");
    command.add("io.landfall.migration.cli.Landfall");
    command.addAll(arguments);
    return startCommand(folder, command);
  }

  /** Starts anything, such as the launcher script. */
  public static LandfallProcess startCommand(Path folder, List<String> command) throws IOException {
    Path out = Files.createTempFile(folder, "said-", ".out");
    Path err = Files.createTempFile(folder, "said-", ".err");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new LandfallProcess(process, out, err);
  }

  public long pid() {
    return process.pid();
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As by Ctrl-C. */
  public void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /**
   * @return true if it ended within the time
   */
  public boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for the end, and fails the test if that is long in coming. */
  public int exitCode() throws InterruptedException, IOException {
    if (!endsWithin(LONGEST)) {
      kill();
      throw new AssertionError("still running after " + LONGEST + "; it said:\n" + err());
    }
    return process.exitValue();
  }

  /** Waits until what it said on standard error fits. */
  public void awaitErr(String what, Predicate<String> fits)
      throws IOException, InterruptedException {
    awaitThat(what, () -> fits.test(err()));
  }

  /** A condition that is looked at again and again, up to a deadline. */
  public interface Condition {
    boolean holds() throws IOException;
  }

  public void awaitThat(String what, Condition condition) throws IOException, InterruptedException {
    long deadlineNs = System.nanoTime() + LONGEST.toNanos();
    while (!condition.holds()) {
      assertThat(process.isAlive() && System.nanoTime() < deadlineNs)
          .as("waiting for: %s; it said:%n%s", what, err())
          .isTrue();
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
  }

  public String out() throws IOException {
    return Files.readString(out);
  }

  public String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
