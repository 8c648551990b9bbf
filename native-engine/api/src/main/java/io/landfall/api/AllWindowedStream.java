package io.landfall.api;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.MapFunction;
import io.landfall.api.function.OutputTag;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.window.Aggregates;
import io.landfall.api.window.AllWindowFunction;
import io.landfall.api.window.Evictor;
import io.landfall.api.window.ProcessAllWindowFunction;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowComputation;
import java.time.Duration;

/**
 * A stream in windows, without regard to keys; computed by one subtask. Choose what differs from
 * the defaults, then end with {@code reduce}, {@code aggregate}, {@code process} or {@code apply}.
 *
 * <p>Results have the timestamp of the end of their window, {@link Window#maxTimestampMs}. A record
 * is late for a window once the watermark has reached the window's last timestamp plus the allowed
 * lateness; a record that is late for all its windows is dropped and counted ({@code
 * lateRecordsDropped}), or goes to {@link #sideOutputLateData}. What was late stays late after a
 * recovery.
 */
public final class AllWindowedStream<T, W extends Window> {

  private final DataStream<T> stream;
  private final WindowSettings settings;

  AllWindowedStream(DataStream<T> stream, WindowAssigner<? super T, W> assigner) {
    this.stream = stream;
    this.settings = new WindowSettings(assigner);
  }

  /** In place of the assigner's own. */
  public AllWindowedStream<T, W> trigger(Trigger<? super T, ? super W> trigger) {
    settings.trigger(trigger);
    return this;
  }

  /** Has all records kept until the window is gone, also for {@code reduce}. */
  public AllWindowedStream<T, W> evictor(Evictor<? super T, ? super W> evictor) {
    settings.evictor(evictor);
    return this;
  }

  /**
   * How long a window of event time is kept, and fires again for records that come late, behind its
   * end. Of no meaning for other windows.
   *
   * @param lateness 0 or more, in whole ms; 0 by default
   */
  public AllWindowedStream<T, W> allowedLateness(Duration lateness) {
    settings.allowedLateness(lateness);
    return this;
  }

  /** Records that are late for all their windows, with their own timestamps. */
  public AllWindowedStream<T, W> sideOutputLateData(OutputTag<T> tag) {
    settings.lateOutput(tag);
    return this;
  }

  /** One record of each firing; only one is kept for each window. */
  public OperatorStream<T> reduce(ReduceFunction<T> function) {
    return to(new WindowComputation.Reduce(function, null));
  }

  /** What {@code result} makes of the one record; null for no result. */
  public <R> OperatorStream<R> reduce(
      ReduceFunction<T> function, AllWindowFunction<? super T, R, ? super W> result) {
    return to(new WindowComputation.Reduce(function, WindowFunctions.ofOne(result)));
  }

  /** What {@code process} makes of the one record. */
  public <R> OperatorStream<R> reduce(
      ReduceFunction<T> function, ProcessAllWindowFunction<? super T, R, ? super W> process) {
    return to(new WindowComputation.Reduce(function, WindowFunctions.withoutKey(process)));
  }

  /** One result of each firing; only the accumulator is kept for each window. */
  public <A, V> OperatorStream<V> aggregate(AggregateFunction<? super T, A, V> function) {
    return to(new WindowComputation.Aggregate(function, null));
  }

  /** What {@code result} makes of the aggregate; null for no result. */
  public <A, V, R> OperatorStream<R> aggregate(
      AggregateFunction<? super T, A, V> function,
      AllWindowFunction<? super V, R, ? super W> result) {
    return to(new WindowComputation.Aggregate(function, WindowFunctions.ofOne(result)));
  }

  /** What {@code process} makes of the aggregate. */
  public <A, V, R> OperatorStream<R> aggregate(
      AggregateFunction<? super T, A, V> function,
      ProcessAllWindowFunction<? super V, R, ? super W> process) {
    return to(new WindowComputation.Aggregate(function, WindowFunctions.withoutKey(process)));
  }

  /** Any results of all records; all are kept. */
  public <R> OperatorStream<R> process(ProcessAllWindowFunction<? super T, R, ? super W> function) {
    return to(new WindowComputation.Process(WindowFunctions.withoutKey(function)));
  }

  /** One result of all records, which are all kept; null for no result. */
  public <R> OperatorStream<R> apply(AllWindowFunction<Iterable<T>, R, ? super W> function) {
    return to(new WindowComputation.Process(WindowFunctions.ofAll(function)));
  }

  /** How many records. */
  public OperatorStream<Long> count() {
    return aggregate(Aggregates.<T>count());
  }

  /** Fails beyond the range of a long. */
  public OperatorStream<Long> sumLong(MapFunction<? super T, Long> extractor) {
    return aggregate(Aggregates.<T>sumLong(extractor));
  }

  public OperatorStream<Double> sumDouble(MapFunction<? super T, Double> extractor) {
    return aggregate(Aggregates.<T>sumDouble(extractor));
  }

  public OperatorStream<Double> average(MapFunction<? super T, ? extends Number> extractor) {
    return aggregate(Aggregates.<T>average(extractor));
  }

  /** The smallest of what {@code extractor} gives. */
  public <C extends Comparable<? super C>> OperatorStream<C> min(
      MapFunction<? super T, ? extends C> extractor) {
    return aggregate(Aggregates.<T, C>min(extractor));
  }

  /** The largest of what {@code extractor} gives. */
  public <C extends Comparable<? super C>> OperatorStream<C> max(
      MapFunction<? super T, ? extends C> extractor) {
    return aggregate(Aggregates.<T, C>max(extractor));
  }

  /** The record with the smallest of what {@code extractor} gives; of equal ones the first. */
  public <C extends Comparable<? super C>> OperatorStream<T> minBy(
      MapFunction<? super T, ? extends C> extractor) {
    return reduce(WindowFunctions.minBy(extractor));
  }

  /** The record with the largest of what {@code extractor} gives; of equal ones the first. */
  public <C extends Comparable<? super C>> OperatorStream<T> maxBy(
      MapFunction<? super T, ? extends C> extractor) {
    return reduce(WindowFunctions.maxBy(extractor));
  }

  private <R> OperatorStream<R> to(WindowComputation computation) {
    return stream.single(
        settings.spec(computation),
        "windows over all records are computed by one subtask; key the stream to spread them");
  }
}
