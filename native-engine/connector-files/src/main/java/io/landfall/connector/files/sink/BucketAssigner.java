package io.landfall.connector.files.sink;

import java.time.ZoneId;

/** Which folder, below the sink's own, a record belongs to. */
@FunctionalInterface
public interface BucketAssigner<T> {

  /**
   * Called for each record, by one thread at a time.
   *
   * @param timestampMs of the record, since the epoch; {@link Long#MIN_VALUE} if it has none
   * @return a relative path such as {@code 2026-01-31/07}; empty for the sink's folder itself
   */
  String bucket(T value, long timestampMs);

  /** One for another subtask; {@code this} if it keeps nothing between calls. */
  default BucketAssigner<T> duplicate() {
    return this;
  }

  /**
   * By the records' timestamps.
   *
   * @param pattern as {@link java.time.format.DateTimeFormatter} has them, to the second at most,
   *     such as {@code yyyy-MM-dd/HH}
   */
  static <T> BucketAssigner<T> byTimestamp(String pattern, ZoneId zone) {
    return new TimestampBuckets<>(pattern, zone);
  }
}
