package io.landfall.kafka.source;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a source ends, so that it is bounded. Partitions that come while the job runs are not read
 * then. Which offsets these are is settled when the job first starts, and kept in checkpoints.
 */
public sealed interface StoppingOffsets {

  /** Behind the last record (the last committed one, if only those are read) at the first start. */
  static StoppingOffsets latest() {
    return new Latest();
  }

  /** Before the first record of that time or later; as {@link #latest} if there is none. */
  static StoppingOffsets timestamp(Instant time) {
    return new Timestamp(time.toEpochMilli());
  }

  /** Before these; all partitions that are read must be named. */
  static StoppingOffsets offsets(Map<TopicPartition, Long> offsets) {
    return new Explicit(Map.copyOf(offsets));
  }

  /** Where the consumer group stands, which must stand somewhere for all partitions. */
  static StoppingOffsets committed() {
    return new Committed();
  }

  /** {@link #latest}. */
  record Latest() implements StoppingOffsets {}

  /** {@link #timestamp}. */
  record Timestamp(long timestampMs) implements StoppingOffsets {}

  /** {@link #offsets}. */
  record Explicit(Map<TopicPartition, Long> offsets) implements StoppingOffsets {}

  /** {@link #committed}. */
  record Committed() implements StoppingOffsets {}
}
