package io.landfall.it.benchmarks.runner;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What is going on, on standard error: on a terminal one line that is drawn again every second, and
 * in a pipe one line for each run that is over. Any thread.
 */
final class Progress implements AutoCloseable {

  private static final String ERASE = "\r\u001b[K";
  private static final int DEFAULT_COLUMNS = 80;

  private final PrintStream err;
  private final boolean terminal;
  private final int columns;
  private final int total;
  private final long fromNs = System.nanoTime();
  private final Thread redrawing = new Thread(this::redraw, "progress");

  private String running;
  private long runningFromNs;
  private int over;

  /**
   * @param total how many runs there will be
   */
  Progress(PrintStream err, Map<String, String> environment, int total) {
    this.err = err;
    this.total = total;
    // Java cannot tell what its streams are; the script can.
    terminal =
        environment.getOrDefault("LANDFALL_TERMINALS", "").contains("err")
            && !"dumb".equals(environment.get("TERM"));
    columns = columns(environment.get("COLUMNS"));
    redrawing.setDaemon(true);
    if (terminal) {
      redrawing.start();
    }
  }

  private static int columns(String text) {
    try {
      return Math.max(20, Integer.parseInt(text));
    } catch (NumberFormatException notSet) {
      return DEFAULT_COLUMNS;
    }
  }

  /** A line that stays. */
  synchronized void line(String text) {
    erase();
    err.println(text);
    draw();
  }

  synchronized void started(Run run) {
    running = title(run);
    runningFromNs = System.nanoTime();
    draw();
  }

  synchronized void ended(Outcome outcome) {
    running = null;
    over++;
    if (outcome.isFailed()) {
      line(counted(title(outcome.run()) + ": " + outcome.failure()));
      outcome.lastLines().forEach(said -> line("    " + said));
    } else if (!terminal) {
      line(counted(title(outcome.run()) + ": " + summary(outcome)));
    }
  }

  /** Runs that will not be, since one before them did not go well. */
  synchronized void skipped(int runs) {
    over += runs;
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    running = null;
    redrawing.interrupt();
    erase();
  }

  private static String title(Run run) {
    return run.title() + (run.isMeasured() ? ", round " + run.round() : ", results");
  }

  private static String summary(Outcome outcome) {
    Figures figures = outcome.figures();
    StringBuilder said = new StringBuilder();
    if (outcome.run().isMeasured()) {
      for (Figure figure : Figure.values()) {
        if (figures.get(figure).isPresent() && said.length() < 60) {
          said.append(figure.title()).append(' ');
          said.append(figure.format(figures.get(figure).getAsDouble())).append(", ");
        }
      }
    } else {
      said.append(figures.results()).append(", ");
    }
    return said + "took " + Units.ms(outcome.tookMs());
  }

  private String counted(String text) {
    return "[" + over + "/" + total + "] " + text;
  }

  private void redraw() {
    try {
      while (true) {
        TimeUnit.SECONDS.sleep(1);
        draw();
      }
    } catch (InterruptedException closed) {
      // Nothing more to draw.
    }
  }

  private synchronized void draw() {
    if (terminal && running != null) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - runningFromNs);
      String text = counted(running + ", " + seconds + " s" + left());
      err.print(ERASE + text.substring(0, Math.min(text.length(), columns - 1)));
      err.flush();
    }
  }

  private void erase() {
    if (terminal) {
      err.print(ERASE);
      err.flush();
    }
  }

  /** As long as the runs so far took on average. */
  private String left() {
    if (over == 0) {
      return "";
    }
    double perRunNs = (System.nanoTime() - fromNs) / (double) over;
    long minutes = Math.round(perRunNs * (total - over) / 60e9);
    return minutes == 0 ? "" : "; about " + minutes + " min to go";
  }
}
