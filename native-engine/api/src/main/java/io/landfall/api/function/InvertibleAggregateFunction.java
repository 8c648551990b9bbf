package io.landfall.api.function;

/**
 * An aggregate that can forget: what was merged in can be taken out again. Sliding windows over one
 * take their oldest slice out and the newest in, whatever their size; over others, all slices of
 * each window are merged anew. The idea is {@code deduct} of Jet's {@code AggregateOperation}.
 *
 * <p>Must be exact: a sum of whole numbers is, a sum of {@code double}s is not.
 */
public interface InvertibleAggregateFunction<I, A, O>
    extends AssociativeAggregateFunction<I, A, O> {

  /**
   * What {@code whole} was before {@code part} was merged into it. {@code whole} may be reused for
   * the result, {@code part} must stay as it is.
   */
  A retract(A whole, A part) throws Exception;
}
