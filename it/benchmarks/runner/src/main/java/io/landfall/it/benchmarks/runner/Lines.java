package io.landfall.it.benchmarks.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Reads what a process says, all of it, so that it never waits for us. A thread for each. */
final class Lines {

  private static final int KEPT = 15;

  private final Thread reader;
  private final Deque<String> last = new ArrayDeque<>();

  /**
   * @param onLine called by the reading thread
   */
  Lines(InputStream stream, String name, Consumer<String> onLine) {
    reader = new Thread(() -> read(stream, onLine), name);
    reader.setDaemon(true);
    reader.start();
  }

  /** Returns when all is read, or after a while if somebody else holds the stream open. */
  void await() throws InterruptedException {
    reader.join(2_000);
  }

  List<String> last() {
    synchronized (last) {
      return List.copyOf(last);
    }
  }

  private void read(InputStream stream, Consumer<String> onLine) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (last) {
          if (last.size() == KEPT) {
            last.removeFirst();
          }
          last.addLast(line);
        }
        onLine.accept(line);
      }
    } catch (IOException | UncheckedIOException killed) {
      // What it had to say ends here.
    }
  }
}
