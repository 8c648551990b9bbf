package io.landfall.operators.process;

import io.landfall.api.function.ReduceFunction;
import io.landfall.api.state.ValueState;
import io.landfall.operators.spi.OperatorContext;

/** Running reduction for each key: emits the new value for each record. */
public final class ReduceOperator<T> extends FunctionOperator<ReduceFunction<T>> {

  private ValueState<T> reduced;

  public ReduceOperator(ReduceFunction<T> function) {
    super(function);
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    super.open(operatorContext);
    reduced = operatorContext.valueState("reduced");
  }

  @Override
  @SuppressWarnings("unchecked")
  public void onRecord(int input, Object value, long timestampMs) throws Exception {
    T before = reduced.value();
    T now = before == null ? (T) value : function.reduce(before, (T) value);
    reduced.update(now);
    output.emit(now, timestampMs);
  }
}
