package io.landfall.operators.process;

import io.landfall.api.function.Function;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.OperatorContext;

/** An operator around one user function: opens and closes it. */
public abstract class FunctionOperator<F extends Function> extends AbstractOperator {

  protected final F function;

  protected FunctionOperator(F function) {
    this.function = function;
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    super.open(operatorContext);
    function.open(new FunctionContext(operatorContext));
  }

  @Override
  public void close() throws Exception {
    function.close();
  }
}
