package io.landfall.operators.window;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.InvertibleAggregateFunction;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.serialization.Serializer;
import io.landfall.api.window.WindowComputation;

/** How records become an accumulator, and accumulators one, and that a result. */
abstract class Fold {

  /** Tells what can change in place, and copies it; set when the operator opens. */
  private Serializer<Object> copies;

  static Fold of(WindowComputation computation) {
    if (computation instanceof WindowComputation.Reduce reduce) {
      return new Reducing(reduce.reduce());
    }
    return new Aggregating(((WindowComputation.Aggregate) computation).aggregate());
  }

  final void copyWith(Serializer<Object> serializer) {
    copies = serializer;
  }

  /**
   * @param accumulator null for none yet; may be changed
   */
  abstract Object add(Object value, Object accumulator) throws Exception;

  /**
   * Changes {@code whole} at most.
   *
   * @param whole null for none yet
   */
  final Object merge(Object whole, Object part) throws Exception {
    if (whole == null) {
      return own(part);
    }
    return mergeInto(whole, part);
  }

  /** What must not be changed by what is done to {@code accumulator} later. */
  final Object own(Object accumulator) {
    return copies.isImmutable(accumulator) ? accumulator : copies.copy(accumulator);
  }

  abstract Object mergeInto(Object whole, Object part) throws Exception;

  abstract boolean isInvertible();

  abstract Object retract(Object whole, Object part) throws Exception;

  abstract Object result(Object accumulator) throws Exception;

  /** A result that stays what it is, whatever becomes of the accumulator. */
  final Object lastingResult(Object accumulator) throws Exception {
    Object result = result(accumulator);
    return result == accumulator ? own(result) : result;
  }

  private static final class Reducing extends Fold {
    private final ReduceFunction<Object> reduce;

    @SuppressWarnings("unchecked")
    Reducing(ReduceFunction<?> reduce) {
      this.reduce = (ReduceFunction<Object>) reduce;
    }

    @Override
    Object add(Object value, Object accumulator) throws Exception {
      return accumulator == null ? value : reduce.reduce(accumulator, value);
    }

    @Override
    Object mergeInto(Object whole, Object part) {
      throw new IllegalStateException("a reduction is not known to be associative");
    }

    @Override
    boolean isInvertible() {
      return false;
    }

    @Override
    Object retract(Object whole, Object part) {
      throw new IllegalStateException("a reduction cannot be undone");
    }

    @Override
    Object result(Object accumulator) {
      return accumulator;
    }
  }

  private static final class Aggregating extends Fold {
    private final AggregateFunction<Object, Object, Object> aggregate;
    private final InvertibleAggregateFunction<Object, Object, Object> invertible;

    @SuppressWarnings("unchecked")
    Aggregating(AggregateFunction<?, ?, ?> aggregate) {
      this.aggregate = (AggregateFunction<Object, Object, Object>) aggregate;
      invertible =
          aggregate instanceof InvertibleAggregateFunction<?, ?, ?>
              ? (InvertibleAggregateFunction<Object, Object, Object>) aggregate
              : null;
    }

    @Override
    Object add(Object value, Object accumulator) throws Exception {
      return aggregate.add(
          value, accumulator == null ? aggregate.createAccumulator() : accumulator);
    }

    @Override
    Object mergeInto(Object whole, Object part) throws Exception {
      return aggregate.merge(whole, part);
    }

    @Override
    boolean isInvertible() {
      return invertible != null;
    }

    @Override
    Object retract(Object whole, Object part) throws Exception {
      return invertible.retract(whole, part);
    }

    @Override
    Object result(Object accumulator) throws Exception {
      return aggregate.result(accumulator);
    }
  }
}
