package io.landfall.api.function;

/** One result for each pair of records. */
@FunctionalInterface
public interface JoinFunction<A, B, R> extends Function {

  R join(A left, B right) throws Exception;
}
