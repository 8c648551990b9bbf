package io.landfall.kafka.source;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a source begins when it starts without a checkpoint. Partitions that come later are read
 * from their beginning, whatever this says: their first records are as new as any.
 */
public sealed interface StartingOffsets {

  /** The first record that the broker still has. */
  static StartingOffsets earliest() {
    return new Earliest();
  }

  /** Behind the last record that there is when the job first starts. */
  static StartingOffsets latest() {
    return new Latest();
  }

  /** Where the consumer group stands, which must stand somewhere for all partitions. */
  static StartingOffsets committed() {
    return new Committed(null);
  }

  /**
   * Where the consumer group stands.
   *
   * @param fallback for partitions where it stands nowhere
   */
  static StartingOffsets committed(StartingOffsets fallback) {
    return new Committed(Objects.requireNonNull(fallback, "fallback"));
  }

  /** The first record of that time or later; behind the last one if there is none. */
  static StartingOffsets timestamp(Instant time) {
    return new Timestamp(time.toEpochMilli());
  }

  /** These; partitions that are not named begin at their beginning. */
  static StartingOffsets offsets(Map<TopicPartition, Long> offsets) {
    return offsets(offsets, earliest());
  }

  /**
   * @param fallback for partitions that are not named
   */
  static StartingOffsets offsets(Map<TopicPartition, Long> offsets, StartingOffsets fallback) {
    return new Explicit(Map.copyOf(offsets), Objects.requireNonNull(fallback, "fallback"));
  }

  /** {@link #earliest}. */
  record Earliest() implements StartingOffsets {}

  /** {@link #latest}. */
  record Latest() implements StartingOffsets {}

  /**
   * {@link #committed}.
   *
   * @param fallback null for none
   */
  record Committed(StartingOffsets fallback) implements StartingOffsets {}

  /** {@link #timestamp}. */
  record Timestamp(long timestampMs) implements StartingOffsets {}

  /** {@link #offsets}. */
  record Explicit(Map<TopicPartition, Long> offsets, StartingOffsets fallback)
      implements StartingOffsets {}
}
