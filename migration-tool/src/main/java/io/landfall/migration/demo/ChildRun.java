package io.landfall.migration.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One run of the topology, in a process of its own. */
final class ChildRun implements AutoCloseable {

  private final Process process;
  private final Thread reader;
  private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
  private volatile ChildProgress progress = ChildProgress.NONE;

  private ChildRun(Process process) {
    this.process = process;
    this.reader = new Thread(this::readMessages, "landfall-demo-child");
    reader.setDaemon(true);
    reader.start();
  }

  static ChildRun start(List<String> command, Path folder) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new ChildRun(process);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ChildProgress progress() {
    return progress;
  }

  /** SIGKILL: the process gets no chance to do anything about it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    reader.join();
  }

  int awaitExit() throws InterruptedException {
    int code = process.waitFor();
    reader.join();
    return code;
  }

  /** What it said on standard error that was not progress. */
  List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void readMessages() {
    try (BufferedReader lines = process.errorReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String said = line;
        ChildProgress.parse(line).ifPresentOrElse(p -> progress = p, () -> messages.add(said));
      }
    } catch (IOException e) {
      messages.add("(its messages end here: " + e.getMessage() + ")");
    }
  }
}
