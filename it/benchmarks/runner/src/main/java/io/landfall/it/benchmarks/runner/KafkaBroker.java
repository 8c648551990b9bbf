package io.landfall.it.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The broker in a process of its own; one for all runs that need it. One thread. */
final class KafkaBroker implements AutoCloseable {

  private static final String MARK = "BOOTSTRAP ";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Children children;
  private final Process process;
  private final String bootstrap;

  private KafkaBroker(Children children, Process process, String bootstrap) {
    this.children = children;
    this.process = process;
    this.bootstrap = bootstrap;
  }

  /**
   * @throws IOException if it does not start; with its last lines
   */
  static KafkaBroker start(Children children, Launch launch, Path root, String java)
      throws UserMistake, IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java, "-Xmx1g"));
    command.addAll(launch.command(root));
    Process process = children.start(new ProcessBuilder(command));
    CompletableFuture<String> said = new CompletableFuture<>();
    Lines out =
        new Lines(
            process.getInputStream(),
            "stdout of the broker",
            line -> {
              if (line.startsWith(MARK)) {
                said.complete(line.substring(MARK.length()).strip());
              }
            });
    Lines err = new Lines(process.getErrorStream(), "stderr of the broker", line -> {});
    process.onExit().thenRun(() -> said.completeExceptionally(new IOException("it ended")));
    try {
      String bootstrap = said.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return new KafkaBroker(children, process, bootstrap);
    } catch (ExecutionException | TimeoutException e) {
      Children.kill(process);
      process.waitFor();
      children.ended(process);
      out.await();
      err.await();
      throw new IOException(
          "the Kafka broker does not start:\n" + String.join("\n", err.last()), e);
    }
  }

  /** Host and port. */
  String bootstrap() {
    return bootstrap;
  }

  /** It stops when its standard input ends. */
  @Override
  public void close() throws InterruptedException {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // Then there is nothing to tell it.
    }
    if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      Children.kill(process);
      process.waitFor();
    }
    children.ended(process);
  }
}
