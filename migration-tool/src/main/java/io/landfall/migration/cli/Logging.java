package io.landfall.migration.cli;

import java.util.List;
import org.slf4j.simple.SimpleLogger;

/** Logs: short lines on standard error, warnings only unless asked for more. */
final class Logging {

  /** To be called before anything logs. */
  static void configure(int verbosity) {
    set(SimpleLogger.SHOW_THREAD_NAME_KEY, "false");
    set(SimpleLogger.SHOW_SHORT_LOG_NAME_KEY, "true");
    set(SimpleLogger.LOG_FILE_KEY, "System.err");
    // Not cached, so that logs go through the stream that keeps them apart from the status line.
    set(SimpleLogger.CACHE_OUTPUT_STREAM_STRING_KEY, "false");
    if (verbosity == 0) {
      // They say before what is about to be said as a refusal.
      set(SimpleLogger.LOG_KEY_PREFIX + "org.apache.storm.StormSubmitter", "off");
      set(SimpleLogger.LOG_KEY_PREFIX + "org.apache.storm.utils.Utils", "error");
      // It logs each failure with its whole stack, which RestartNotices tells in short.
      set(SimpleLogger.LOG_KEY_PREFIX + "io.landfall.runtime.job.JobDriver", "error");
    }
    set(
        SimpleLogger.DEFAULT_LOG_LEVEL_KEY,
        List.of("warn", "info", "debug").get(Math.min(verbosity, 2)));
  }

  /** For what fails on purpose, thousands of times a minute. To be called before anything logs. */
  static void off() {
    configure(0);
    set(SimpleLogger.LOG_KEY_PREFIX + "io.landfall", "off");
    set(SimpleLogger.LOG_KEY_PREFIX + "org.apache.storm", "off");
  }

  private static void set(String key, String value) {
    System.setProperty(key, value);
  }

  private Logging() {}
}
