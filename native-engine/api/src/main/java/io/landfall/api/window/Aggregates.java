package io.landfall.api.window;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.AssociativeAggregateFunction;
import io.landfall.api.function.InvertibleAggregateFunction;
import io.landfall.api.function.MapFunction;

/** Ready-made aggregates; what they look at is given by a function of the record. */
public final class Aggregates {

  public static <T> AggregateFunction<T, Long, Long> count() {
    return new Invertible<>((value, count) -> count + 1, Long::sum, (all, part) -> all - part, 0L);
  }

  /**
   * @return an aggregate that throws {@code ArithmeticException} beyond the range of a long
   */
  public static <T> AggregateFunction<T, Long, Long> sumLong(
      MapFunction<? super T, Long> extractor) {
    return new Invertible<>(
        (value, sum) -> Math.addExact(sum, extractor.map(value)),
        Math::addExact,
        Math::subtractExact,
        0L);
  }

  public static <T> AggregateFunction<T, Double, Double> sumDouble(
      MapFunction<? super T, Double> extractor) {
    return new Folding<>((value, sum) -> sum + extractor.map(value), Double::sum, 0.0);
  }

  public static <T> AggregateFunction<T, Average, Double> average(
      MapFunction<? super T, ? extends Number> extractor) {
    return new AggregateFunction<>() {
      @Override
      public Average createAccumulator() {
        return new Average(0, 0);
      }

      @Override
      public Average add(T value, Average average) throws Exception {
        return new Average(average.sum + extractor.map(value).doubleValue(), average.count + 1);
      }

      @Override
      public Double result(Average average) {
        return average.sum / average.count;
      }

      @Override
      public Average merge(Average left, Average right) {
        return new Average(left.sum + right.sum, left.count + right.count);
      }
    };
  }

  /** The smallest of what {@code extractor} gives. */
  public static <T, C extends Comparable<? super C>> AggregateFunction<T, C, C> min(
      MapFunction<? super T, ? extends C> extractor) {
    return new Associative<>(
        (value, least) -> lesser(least, extractor.map(value)), Aggregates::lesser, null);
  }

  /** The largest of what {@code extractor} gives. */
  public static <T, C extends Comparable<? super C>> AggregateFunction<T, C, C> max(
      MapFunction<? super T, ? extends C> extractor) {
    return new Associative<>(
        (value, most) -> greater(most, extractor.map(value)), Aggregates::greater, null);
  }

  private static <C extends Comparable<? super C>> C lesser(C left, C right) {
    return left == null || right.compareTo(left) < 0 ? right : left;
  }

  private static <C extends Comparable<? super C>> C greater(C left, C right) {
    return left == null || right.compareTo(left) > 0 ? right : left;
  }

  /** The sum and the number of what is averaged. */
  public record Average(double sum, long count) implements java.io.Serializable {}

  /** Serializable steps of {@link Folding}. */
  private interface Step<T, A> extends java.io.Serializable {
    A add(T value, A accumulator) throws Exception;
  }

  private interface Merge<A> extends java.io.Serializable {
    A merge(A left, A right);
  }

  /** Values may come in any order; not so their parts, if they are added up with rounding. */
  private static class Folding<T, A> implements AggregateFunction<T, A, A> {
    private static final long serialVersionUID = 1L;
    private final Step<T, A> step;
    private final Merge<A> both;
    private final A start;

    Folding(Step<T, A> step, Merge<A> both, A start) {
      this.step = step;
      this.both = both;
      this.start = start;
    }

    @Override
    public A createAccumulator() {
      return start;
    }

    @Override
    public A add(T value, A accumulator) throws Exception {
      return step.add(value, accumulator);
    }

    @Override
    public A result(A accumulator) {
      return accumulator;
    }

    @Override
    public A merge(A left, A right) {
      return both.merge(left, right);
    }
  }

  private static class Associative<T, A> extends Folding<T, A>
      implements AssociativeAggregateFunction<T, A, A> {
    private static final long serialVersionUID = 1L;

    Associative(Step<T, A> step, Merge<A> both, A start) {
      super(step, both, start);
    }
  }

  private static final class Invertible<T, A> extends Associative<T, A>
      implements InvertibleAggregateFunction<T, A, A> {
    private static final long serialVersionUID = 1L;
    private final Merge<A> without;

    Invertible(Step<T, A> step, Merge<A> both, Merge<A> without, A start) {
      super(step, both, start);
      this.without = without;
    }

    @Override
    public A retract(A whole, A part) {
      return without.merge(whole, part);
    }
  }

  private Aggregates() {}
}
