package io.landfall.operators.sink;

import io.landfall.api.function.SinkFunction;
import io.landfall.operators.process.FunctionOperator;

/** Calls a sink function; emits nothing. */
public final class SinkOperator<T> extends FunctionOperator<SinkFunction<T>> {

  public SinkOperator(SinkFunction<T> function) {
    super(function);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void onRecord(int input, Object value, long timestampMs) throws Exception {
    function.invoke((T) value);
  }
}
