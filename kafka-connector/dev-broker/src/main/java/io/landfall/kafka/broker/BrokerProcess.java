package io.landfall.kafka.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A {@link DevBroker} and its process, which can be killed and started again at the same address
 * with the same data. Stopped by its own handle, never by name. One thread.
 */
public final class BrokerProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final String HEAP = "-Xmx512m";

  private final String classPath;
  private final Path folder;
  private final List<String> settings;
  private Process process;
  private String bootstrap;

  private BrokerProcess(String classPath, Path folder, List<String> settings) {
    this.classPath = classPath;
    this.folder = folder;
    this.settings = settings;
  }

  /**
   * Returns when it is ready.
   *
   * @param classPath has this module and what it needs: its {@code target/dist/*}
   * @param folder for its data and its log, {@code broker.log}
   * @param port 0 for any free one
   * @param settings of the broker, over its defaults
   * @throws IOException if it does not start; with its last words
   */
  public static BrokerProcess start(
      String classPath, Path folder, int port, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(classPath, folder, port, settings, Map.of(), null);
  }

  /**
   * As the other, with topics and sample data.
   *
   * @param topics partitions by name; created unless they are there
   * @param orders {@code TOPIC:RATE} for sample orders, so many a second; null for none
   */
  public static BrokerProcess start(
      String classPath,
      Path folder,
      int port,
      Map<String, String> settings,
      Map<String, Integer> topics,
      String orders)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add(DevBroker.DIR + folder);
    arguments.add(DevBroker.PORT + port);
    settings.forEach((name, value) -> arguments.add(name + "=" + value));
    topics.forEach((name, count) -> arguments.add(DevBroker.TOPIC + name + ":" + count));
    if (orders != null) {
      arguments.add(DevBroker.ORDERS + orders);
    }
    BrokerProcess broker = new BrokerProcess(classPath, folder, arguments);
    broker.start();
    return broker;
  }

  /** Starts it again, after {@link #kill} or {@link #stop}. */
  public void start() throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path log = folder.resolve("broker.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.add("-cp");
    command.add(classPath);
    command.add("io.landfall.kafka.broker.DevBroker");
    command.addAll(settings);
    process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Process started = process;
    CompletableFuture<String> ready = CompletableFuture.supplyAsync(() -> readAddress(started));
    try {
      bootstrap = ready.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      kill();
      throw new IOException("the broker does not start; its log:\n" + Files.readString(log), e);
    }
  }

  private static String readAddress(Process process) {
    try {
      BufferedReader said = process.inputReader();
      for (String line; (line = said.readLine()) != null; ) {
        if (line.startsWith(DevBroker.READY)) {
          return line.substring(DevBroker.READY.length()).strip();
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot read what the broker says", e);
    }
    throw new IllegalStateException("the broker ended before it was ready");
  }

  /** {@code host:port}, the same one for as long as the folder is. */
  public String bootstrap() {
    return bootstrap;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it has ended by itself or by somebody else. */
  public void await() throws InterruptedException {
    process.waitFor();
  }

  /** SIGKILL; returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Orderly; kills it if that takes long. */
  public void stop() throws InterruptedException {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // Then there is nothing to tell it.
    }
    if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      kill();
    }
  }

  @Override
  public void close() throws InterruptedException {
    stop();
  }
}
