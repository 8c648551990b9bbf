package io.landfall.operators.join;

import io.landfall.api.function.Function;
import io.landfall.api.function.JoinFunction;
import io.landfall.api.function.ProcessJoinFunction;
import io.landfall.api.graph.BuiltIn;
import io.landfall.operators.process.FunctionFactory;

/** Makes the operator of an interval join. */
public final class IntervalJoinFactory {

  public static FunctionFactory<Function> of(BuiltIn.IntervalJoin spec) {
    return new FunctionFactory<>(
        spec.kind(),
        spec.function(),
        function -> new IntervalJoinOperator(spec, processing(function), function));
  }

  @SuppressWarnings("unchecked")
  private static ProcessJoinFunction<Object, Object, Object> processing(Function function) {
    if (function instanceof JoinFunction<?, ?, ?> join) {
      JoinFunction<Object, Object, Object> one = (JoinFunction<Object, Object, Object>) join;
      return (left, right, context, out) -> out.collect(one.join(left, right));
    }
    return (ProcessJoinFunction<Object, Object, Object>) function;
  }

  private IntervalJoinFactory() {}
}
