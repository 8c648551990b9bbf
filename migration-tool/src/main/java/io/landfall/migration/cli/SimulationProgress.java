package io.landfall.migration.cli;

import io.landfall.migration.console.Console;
import io.landfall.migration.console.Console.Style;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Shows how far a simulation has come: a bar on a terminal, now and then a line elsewhere. */
final class SimulationProgress {

  private static final int BAR_COLUMNS = 30;
  private static final long LIVE_MS = 250;
  private static final long PLAIN_MS = 10_000;

  private final Console console;
  private final long count;
  private final long startNs = System.nanoTime();
  private final Ticker ticker = new Ticker("landfall-simulation-progress");
  private Supplier<long[]> figures;

  SimulationProgress(Console console, long count) {
    this.console = console;
    this.count = count;
  }

  /**
   * @param running what the simulation gives to look at it while it runs
   */
  @SuppressWarnings("unchecked")
  void start(Map<String, Object> running) {
    figures = (Supplier<long[]>) running.get("figures");
    ticker.start(
        this::show,
        console.isTerminal() ? LIVE_MS : PLAIN_MS,
        e -> console.line("landfall: cannot show progress: " + e));
  }

  private void show() {
    long[] now = figures.get();
    double part = (double) now[0] / count;
    String failed = String.format(Locale.ROOT, "%,d failed", now[3]);
    String text =
        String.format(
            Locale.ROOT,
            "%,d of %,d seeds, %s, %,.0f a minute, %s left",
            now[0],
            count,
            now[3] == 0 ? failed : console.styled(Style.RED, failed),
            now[0] / seconds() * 60,
            left(part));
    if (console.isTerminal()) {
      int full = (int) (part * BAR_COLUMNS);
      console.status("[" + "#".repeat(full) + ".".repeat(BAR_COLUMNS - full) + "] " + text);
    } else {
      console.line(text);
    }
  }

  private String left(double part) {
    if (part <= 0) {
      return "some time";
    }
    long s = Math.round(seconds() / part * (1 - part));
    return String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60);
  }

  double seconds() {
    return (System.nanoTime() - startNs) / 1e9;
  }

  void close() throws InterruptedException {
    ticker.stop();
    console.erase();
  }
}
