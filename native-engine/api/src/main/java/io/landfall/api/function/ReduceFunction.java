package io.landfall.api.function;

/** Combines two values into one; must be associative and must not change its arguments. */
@FunctionalInterface
public interface ReduceFunction<T> extends Function {

  T reduce(T left, T right) throws Exception;
}
