package io.landfall.api;

import io.landfall.api.function.CoGroupFunction;
import io.landfall.api.function.JoinFunction;
import io.landfall.api.function.KeySelector;
import io.landfall.api.function.OutputTag;
import io.landfall.api.window.Either;
import io.landfall.api.window.Evictor;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowAssigner;
import java.time.Duration;

/**
 * Two streams whose records meet if they have a key and a window in common.
 *
 * <pre>{@code
 * orders.join(payments)
 *     .where(Order::id)
 *     .equalTo(Payment::orderId)
 *     .window(TumblingWindows.eventTime(Duration.ofHours(1)))
 *     .apply((order, payment) -> new PaidOrder(order, payment));
 * }</pre>
 *
 * <p>Both are put into one window; its trigger and evictor see records of both. The idea is Flink's
 * {@code JoinedStreams} and {@code CoGroupedStreams}. Null is no record of such a stream.
 */
public final class JoinedStreams<A, B> {

  private final DataStream<A> left;
  private final DataStream<B> right;

  JoinedStreams(DataStream<A> left, DataStream<B> right) {
    this.left = left;
    this.right = right;
  }

  /** The key of the stream that {@code join} was called on. */
  public <K> Where<K> where(KeySelector<? super A, ? extends K> leftKey) {
    return new Where<>(leftKey);
  }

  /** The left key is chosen. */
  public final class Where<K> {

    private final KeySelector<? super A, ? extends K> leftKey;

    private Where(KeySelector<? super A, ? extends K> leftKey) {
      this.leftKey = leftKey;
    }

    /** The key of the other stream. */
    public EqualTo<K> equalTo(KeySelector<? super B, ? extends K> rightKey) {
      return new EqualTo<>(leftKey, rightKey);
    }
  }

  /** Both keys are chosen. */
  public final class EqualTo<K> {

    private final KeySelector<? super A, ? extends K> leftKey;
    private final KeySelector<? super B, ? extends K> rightKey;

    private EqualTo(
        KeySelector<? super A, ? extends K> leftKey, KeySelector<? super B, ? extends K> rightKey) {
      this.leftKey = leftKey;
      this.rightKey = rightKey;
    }

    public <W extends Window> Windowed<K, W> window(
        WindowAssigner<? super Either<A, B>, W> assigner) {
      KeySelector<? super A, ? extends K> ofLeft = leftKey;
      KeySelector<? super B, ? extends K> ofRight = rightKey;
      DataStream<Either<A, B>> both =
          left.map(Either::<A, B>left)
              .name("left")
              .union(right.map(Either::<A, B>right).name("right"));
      return new Windowed<>(
          both.<K>keyBy(each -> each.isLeft() ? ofLeft.key(each.left()) : ofRight.key(each.right()))
              .window(assigner));
    }
  }

  /** Both in windows; choose what differs from the defaults, then end with {@code apply}. */
  public final class Windowed<K, W extends Window> {

    private final WindowedStream<Either<A, B>, K, W> windows;

    private Windowed(WindowedStream<Either<A, B>, K, W> windows) {
      this.windows = windows;
    }

    /** As {@link WindowedStream#trigger}. */
    public Windowed<K, W> trigger(Trigger<? super Either<A, B>, ? super W> trigger) {
      windows.trigger(trigger);
      return this;
    }

    /** As {@link WindowedStream#evictor}. */
    public Windowed<K, W> evictor(Evictor<? super Either<A, B>, ? super W> evictor) {
      windows.evictor(evictor);
      return this;
    }

    /** As {@link WindowedStream#allowedLateness}. */
    public Windowed<K, W> allowedLateness(Duration lateness) {
      windows.allowedLateness(lateness);
      return this;
    }

    /** As {@link WindowedStream#sideOutputLateData}. */
    public Windowed<K, W> sideOutputLateData(OutputTag<Either<A, B>> tag) {
      windows.sideOutputLateData(tag);
      return this;
    }

    /** One result for each pair: an inner join. All pairs come anew with each firing. */
    public <R> OperatorStream<R> apply(JoinFunction<? super A, ? super B, ? extends R> function) {
      return windows
          .process(
              new CoGroupWindowFunction<A, B, R, K, W>(
                  function,
                  (lefts, rights, out) -> {
                    for (A each : lefts) {
                      for (B other : rights) {
                        out.collect(function.join(each, other));
                      }
                    }
                  }))
          .name("join");
    }

    /** Any results of all records of a key and window, also where one stream has none. */
    public <R> OperatorStream<R> apply(CoGroupFunction<A, B, R> function) {
      return windows
          .process(new CoGroupWindowFunction<A, B, R, K, W>(function, function))
          .name("co-group");
    }
  }
}
