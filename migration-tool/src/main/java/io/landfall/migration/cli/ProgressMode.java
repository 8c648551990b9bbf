package io.landfall.migration.cli;

import io.landfall.migration.console.Console;

/** How progress is shown on standard error. */
enum ProgressMode {
  /** {@link #LIVE} on a terminal, else {@link #LINES}. */
  AUTO,
  /** One line that is drawn again and again. */
  LIVE,
  /** A line every few seconds. */
  LINES,
  /** An object a line, several times a second, for programs. */
  JSON,
  OFF;

  ProgressMode on(Console console) {
    if (this == AUTO) {
      return console.isTerminal() ? LIVE : LINES;
    }
    return this == LIVE && !console.isTerminal() ? LINES : this;
  }

  long intervalMs() {
    return this == LINES ? 5_000 : 200;
  }
}
