package io.landfall.api.function;

/**
 * An incremental aggregate: many values folded into one accumulator, which gives one result.
 *
 * <p>The accumulator may be changed in place by {@code add} and {@code merge}. What counts is what
 * they return: the next time it may come as another object with the same content, so nothing should
 * be known of it elsewhere by its identity.
 */
public interface AggregateFunction<I, A, O> extends Function {

  A createAccumulator();

  A add(I value, A accumulator) throws Exception;

  O result(A accumulator) throws Exception;

  /** Both arguments may be reused for the result. Called only where accumulators are merged. */
  A merge(A left, A right) throws Exception;
}
