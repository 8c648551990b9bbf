package io.landfall.connector.files.sink;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Formats a second once as long as records of that second follow each other. */
final class TimestampBuckets<T> implements BucketAssigner<T> {

  private final String pattern;
  private final DateTimeFormatter format;
  private long lastSecond = Long.MIN_VALUE;
  private String lastBucket;

  TimestampBuckets(String pattern, ZoneId zone) {
    this.pattern = pattern;
    this.format = DateTimeFormatter.ofPattern(pattern).withZone(zone);
  }

  private TimestampBuckets(TimestampBuckets<T> other) {
    this.pattern = other.pattern;
    this.format = other.format;
  }

  @Override
  public String bucket(T value, long timestampMs) {
    if (timestampMs == Long.MIN_VALUE) {
      throw new IllegalArgumentException(
          "a record without a timestamp has no bucket "
              + pattern
              + "; give the stream timestamps by watermarks(...), or buckets by value");
    }
    long second = Math.floorDiv(timestampMs, 1_000);
    if (second != lastSecond || lastBucket == null) {
      lastSecond = second;
      lastBucket = format.format(Instant.ofEpochSecond(second));
    }
    return lastBucket;
  }

  @Override
  public BucketAssigner<T> duplicate() {
    return new TimestampBuckets<>(this);
  }
}
