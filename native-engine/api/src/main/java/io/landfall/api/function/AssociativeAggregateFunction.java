package io.landfall.api.function;

/**
 * An aggregate for which it does not matter in which order values come, nor whether they are added
 * one by one or merged from parts. Windows that overlap are computed from shared slices of time,
 * then: a value is added once, whatever the number of its windows.
 */
public interface AssociativeAggregateFunction<I, A, O> extends AggregateFunction<I, A, O> {

  /** {@code left} may be reused for the result, {@code right} must stay as it is. */
  @Override
  A merge(A left, A right) throws Exception;
}
