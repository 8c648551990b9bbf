package io.landfall.api;

import io.landfall.api.function.Function;
import io.landfall.api.function.JoinFunction;
import io.landfall.api.function.OutputTag;
import io.landfall.api.function.ProcessJoinFunction;
import io.landfall.api.graph.BuiltIn;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Two keyed streams whose records meet if they have a key in common and their timestamps are close:
 * {@code left + lower <= right <= left + upper}. By event time; each pair is emitted once, with the
 * later one's timestamp. The idea is Flink's {@code IntervalJoin}.
 *
 * <pre>
 *  left   ------------x-----------------
 *                 |---+-------|
 *              lower     upper
 *  right  ----o-----x-----x-------o-----   x: joined, o: not
 * </pre>
 *
 * Records that the watermark has passed already are dropped and counted ({@code
 * lateRecordsDropped}), or go to a side output.
 */
public final class IntervalJoin<A, B, K> {

  private final KeyedStream<A, K> left;
  private final KeyedStream<B, K> right;
  private Duration lower = Duration.ZERO;
  private Duration upper = Duration.ZERO;
  private boolean lowerExclusive;
  private boolean upperExclusive;
  private OutputTag<A> lateLeft;
  private OutputTag<B> lateRight;

  IntervalJoin(KeyedStream<A, K> left, KeyedStream<B, K> right) {
    this.left = left;
    this.right = right;
  }

  /**
   * From where to where the right timestamp may be, seen from the left one; both included, in whole
   * ms, and either may be negative.
   */
  public IntervalJoin<A, B, K> between(Duration lowerBound, Duration upperBound) {
    lower = lowerBound;
    upper = upperBound;
    return this;
  }

  /** {@code left + lower} itself does not count. */
  public IntervalJoin<A, B, K> lowerBoundExclusive() {
    lowerExclusive = true;
    return this;
  }

  /** {@code left + upper} itself does not count. */
  public IntervalJoin<A, B, K> upperBoundExclusive() {
    upperExclusive = true;
    return this;
  }

  public IntervalJoin<A, B, K> sideOutputLeftLateData(OutputTag<A> tag) {
    lateLeft = tag;
    return this;
  }

  public IntervalJoin<A, B, K> sideOutputRightLateData(OutputTag<B> tag) {
    lateRight = tag;
    return this;
  }

  /** One result for each pair. */
  public <R> OperatorStream<R> apply(JoinFunction<? super A, ? super B, ? extends R> function) {
    return to(function);
  }

  /** Any results of each pair. */
  public <R> OperatorStream<R> process(ProcessJoinFunction<? super A, ? super B, R> function) {
    return to(function);
  }

  private <R> OperatorStream<R> to(Function function) {
    BuiltIn.IntervalJoin spec =
        new BuiltIn.IntervalJoin(
            lower.toMillis() + (lowerExclusive ? 1 : 0),
            upper.toMillis() - (upperExclusive ? 1 : 0),
            lateLeft,
            lateRight,
            function);
    return new OperatorStream<>(
        left.graph,
        left.graph.add(
            spec, Arrays.asList(left.key, right.key), List.of(left.upstreams, right.upstreams)),
        null);
  }
}
