package io.landfall.migration.cli;

/** What the process ends with. */
final class ExitCode {

  /** All jobs came to their end: input at its end, idle as asked, or main returned. */
  static final int OK = 0;

  /** User code failed for good, in a job or in main; or standard output did not take all. */
  static final int FAILED = 1;

  /** A mistake in the call, found before anything ran or was written. */
  static final int USER_MISTAKE = 2;

  /** Stopped by Ctrl-C, after a last checkpoint. */
  static final int INTERRUPTED = 130;

  /** Stopped by SIGTERM, after a last checkpoint. */
  static final int TERMINATED = 143;

  private ExitCode() {}
}
