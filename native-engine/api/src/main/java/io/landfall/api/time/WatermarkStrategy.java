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
  private final Alignment alignment;

  private WatermarkStrategy(
      GeneratorFactory<T> generators,
      TimestampAssigner<T> assigner,
      Duration idleAfter,
      Alignment alignment) {
    this.generators = Objects.requireNonNull(generators, "generators");
    this.assigner = assigner;
    this.idleAfter = idleAfter;
    this.alignment = alignment;
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
    return new WatermarkStrategy<>(() -> new BoundedOutOfOrderness<>(boundMs), null, null, null);
  }

  public static <T> WatermarkStrategy<T> of(GeneratorFactory<T> generators) {
    return new WatermarkStrategy<>(generators, null, null, null);
  }

  /** Says of single records how far event time has come with them. */
  @FunctionalInterface
  public interface PunctuationFunction<T> extends Serializable {

    /**
     * @return the watermark behind the record, ms; {@link Long#MIN_VALUE} if it says nothing
     */
    long watermarkMs(T value, long timestampMs);
  }

  /** The watermark comes with records that carry one; passed on at once, not at intervals. */
  public static <T> WatermarkStrategy<T> punctuated(PunctuationFunction<T> punctuation) {
    Objects.requireNonNull(punctuation, "punctuation");
    return of(() -> new Punctuated<>(punctuation));
  }

  public WatermarkStrategy<T> withTimestamps(TimestampAssigner<T> timestamps) {
    return new WatermarkStrategy<>(generators, timestamps, idleAfter, alignment);
  }

  /** A subtask without records for this long no longer holds the watermark back downstream. */
  public WatermarkStrategy<T> withIdleness(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "idleness " + timeout + " is not positive; give 1 ms or more");
    }
    return new WatermarkStrategy<>(generators, assigner, timeout, alignment);
  }

  /**
   * Holds back what runs ahead: of all sources of the job that name {@code group}, none reads on
   * while its watermark is more than {@code maxDrift} ahead of the lowest in the group. Else what a
   * fast one brings would have to be kept downstream until the slow one comes there. Only for
   * watermarks that are made in the source. As Flink's FLIP-182 and FLIP-217.
   *
   * <p>Looked at every 64 records, so it can be more by these; a generator is asked for its
   * watermark then, too. One that waits looks once a watermark interval. A split without records
   * holds the group back until it is idle; see {@link #withIdleness}.
   */
  public WatermarkStrategy<T> withAlignment(String group, Duration maxDrift) {
    if (Objects.requireNonNull(group, "group").isBlank()) {
      throw new IllegalArgumentException("watermark alignment: the group is blank; name it");
    }
    if (maxDrift.isNegative()) {
      throw new IllegalArgumentException(
          "watermark alignment: drift " + maxDrift + " is negative; give 0 or more");
    }
    return new WatermarkStrategy<>(
        generators, assigner, idleAfter, new Alignment(group, maxDrift.toMillis()));
  }

  /** What {@link #withAlignment} was told. */
  public record Alignment(String group, long maxDriftMs) implements Serializable {}

  /** Null if the source reads as fast as it can. */
  public Alignment alignment() {
    return alignment;
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

  private record Punctuated<T>(PunctuationFunction<T> punctuation)
      implements WatermarkGenerator<T> {

    @Override
    public void onEvent(T value, long timestampMs, WatermarkOutput output) {
      long watermarkMs = punctuation.watermarkMs(value, timestampMs);
      if (watermarkMs != Long.MIN_VALUE) {
        output.emitWatermark(watermarkMs);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
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
