package io.landfall.api.time;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How timestamps and watermarks come to be: an assigner, a generator, and how long a silent stream
 * may hold the others back. Immutable; shared by all subtasks.
 */
public final class WatermarkStrategy<T> implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Makes a generator for each subtask. */
  @FunctionalInterface
  public interface GeneratorFactory<T> extends Serializable {
    WatermarkGenerator<T> create();
  }

  private final GeneratorFactory<T> generators;
  private final TimestampAssigner<T> assigner;
  private final Duration idleAfter;

  private WatermarkStrategy(
      GeneratorFactory<T> generators, TimestampAssigner<T> assigner, Duration idleAfter) {
    this.generators = Objects.requireNonNull(generators, "generators");
    this.assigner = assigner;
    this.idleAfter = idleAfter;
  }

  /** For records that come in order: the watermark is the largest timestamp seen, less 1 ms. */
  public static <T> WatermarkStrategy<T> monotonous() {
    return boundedOutOfOrderness(Duration.ZERO);
  }

  /** The watermark stays {@code bound} and 1 ms behind the largest timestamp seen. */
  public static <T> WatermarkStrategy<T> boundedOutOfOrderness(Duration bound) {
    if (bound.isNegative()) {
      throw new IllegalArgumentException(
          "out-of-orderness " + bound + " is negative; give 0 or more");
    }
    long boundMs = bound.toMillis();
    return new WatermarkStrategy<>(() -> new BoundedOutOfOrderness<>(boundMs), null, null);
  }

  public static <T> WatermarkStrategy<T> of(GeneratorFactory<T> generators) {
    return new WatermarkStrategy<>(generators, null, null);
  }

  public WatermarkStrategy<T> withTimestamps(TimestampAssigner<T> timestamps) {
    return new WatermarkStrategy<>(generators, timestamps, idleAfter);
  }

  /** A subtask without records for this long no longer holds the watermark back downstream. */
  public WatermarkStrategy<T> withIdleness(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "idleness " + timeout + " is not positive; give 1 ms or more");
    }
    return new WatermarkStrategy<>(generators, assigner, timeout);
  }

  public WatermarkGenerator<T> createGenerator() {
    return generators.create();
  }

  /** Null if the source's own timestamps are kept. */
  public TimestampAssigner<T> assigner() {
    return assigner;
  }

  /** Null if a silent stream is never idle. */
  public Duration idleAfter() {
    return idleAfter;
  }

  private static final class BoundedOutOfOrderness<T> implements WatermarkGenerator<T> {
    private final long boundMs;
    private long maxTimestampMs = Long.MIN_VALUE;

    BoundedOutOfOrderness(long boundMs) {
      this.boundMs = boundMs;
    }

    @Override
    public void onEvent(T value, long timestampMs, WatermarkOutput output) {
      if (timestampMs > maxTimestampMs) {
        maxTimestampMs = timestampMs;
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      if (maxTimestampMs > Long.MIN_VALUE + boundMs) {
        output.emitWatermark(maxTimestampMs - boundMs - 1);
      }
    }
  }
}
