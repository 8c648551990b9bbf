package io.landfall.api.function;

/** Any results of the records of two streams that have a key and a window in common. */
@FunctionalInterface
public interface CoGroupFunction<A, B, R> extends Function {

  /** At least one of the two has records; each is in the order of arrival. */
  void coGroup(Iterable<A> left, Iterable<B> right, Collector<R> out) throws Exception;
}
