package io.landfall.connector.files.sink;

import java.time.Duration;

/**
 * When a part file is ended and becomes visible. A file also ends with the job, and whenever too
 * many are open.
 *
 * @param maxBytes ends a file with the record that reaches so many, give or take what is buffered
 * @param maxAge ends a file at the first checkpoint at which it is so old
 * @param everyCheckpoint ends all files at each checkpoint, so that results are visible at once, in
 *     many small files
 */
public record RollingPolicy(long maxBytes, Duration maxAge, boolean everyCheckpoint) {

  private static final long MAX_BYTES = 128L << 20;
  private static final Duration MAX_AGE = Duration.ofMinutes(1);

  public RollingPolicy {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("files of " + maxBytes + " bytes; give 1 or more");
    }
    if (maxAge.isNegative()) {
      throw new IllegalArgumentException("files of age " + maxAge + "; give 0 or more");
    }
  }

  /** 128 MiB or a minute, whichever comes first. */
  public static RollingPolicy standard() {
    return new RollingPolicy(MAX_BYTES, MAX_AGE, false);
  }

  /** At each checkpoint, and when a file has {@code maxBytes}. */
  public static RollingPolicy atEachCheckpoint() {
    return new RollingPolicy(MAX_BYTES, MAX_AGE, true);
  }

  public RollingPolicy withMaxBytes(long bytes) {
    return new RollingPolicy(bytes, maxAge, everyCheckpoint);
  }

  public RollingPolicy withMaxAge(Duration age) {
    return new RollingPolicy(maxBytes, age, everyCheckpoint);
  }
}
