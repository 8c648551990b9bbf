package io.landfall.migration.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Standard error, for people: whole lines, and on a terminal one status line below them that is
 * drawn again and again. Nothing here ever goes to standard output, which is the user's. Any
 * thread.
 */
public final class Console {

  private static final int DEFAULT_COLUMNS = 80;
  private static final String ERASE = "\r\u001b[K";

  /** How something is shown, on a terminal that shows colours. */
  public enum Style {
    BOLD("\u001b[1m"),
    DIM("\u001b[2m"),
    RED("\u001b[31m"),
    GREEN("\u001b[32m"),
    YELLOW("\u001b[33m"),
    CYAN("\u001b[36m");

    private static final String OFF = "\u001b[0m";
    private final String on;

    Style(String on) {
      this.on = on;
    }
  }

  private final PrintStream err;
  private final boolean terminal;
  private final boolean coloured;
  private final int columns;
  private String status = "";

  private Console(PrintStream err, boolean terminal, boolean coloured, int columns) {
    this.err = err;
    this.terminal = terminal;
    this.coloured = coloured;
    this.columns = columns;
  }

  /** A console that is no terminal. */
  public static Console plain(PrintStream err) {
    return new Console(err, false, false, DEFAULT_COLUMNS);
  }

  /**
   * For this process. The launcher says in the environment which of its streams are terminals,
   * which Java cannot tell for standard error.
   *
   * <p>On a terminal, standard output and standard error are replaced by streams that take the
   * status line away before anything else is written, so that the two do not mix.
   */
  public static Console ofThisProcess(Map<String, String> environment) {
    String terminals = environment.getOrDefault("LANDFALL_TERMINALS", "");
    boolean terminal = terminals.contains("err") && !"dumb".equals(environment.get("TERM"));
    boolean coloured = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    Console console =
        new Console(System.err, terminal, coloured, columns(environment.get("COLUMNS")));
    if (terminal) {
      System.setErr(console.guarded(System.err));
      if (terminals.contains("out")) {
        System.setOut(console.guarded(System.out));
      }
    }
    return console;
  }

  private static int columns(String text) {
    try {
      return Math.max(20, Integer.parseInt(text));
    } catch (NumberFormatException notSet) {
      return DEFAULT_COLUMNS;
    }
  }

  public boolean isTerminal() {
    return terminal;
  }

  public int columns() {
    return columns;
  }

  public String styled(Style style, String text) {
    return coloured ? style.on + text + Style.OFF : text;
  }

  public synchronized void line(String text) {
    erase();
    err.println(text);
    err.flush();
  }

  /** Draws the status line; on anything but a terminal nothing happens. */
  public synchronized void status(String text) {
    if (terminal) {
      err.print(ERASE + text);
      err.flush();
      status = text;
    }
  }

  public synchronized void erase() {
    if (!status.isEmpty()) {
      err.print(ERASE);
      err.flush();
      status = "";
    }
  }

  private PrintStream guarded(PrintStream stream) {
    OutputStream erasing =
        new FilterOutputStream(stream) {
          @Override
          public void write(int b) throws IOException {
            erase();
            out.write(b);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            erase();
            out.write(bytes, offset, length);
          }
        };
    return new PrintStream(erasing, true, StandardCharsets.UTF_8);
  }
}
