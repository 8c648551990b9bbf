package io.landfall.operators.spi;

/** An operator that keeps its context and main output, and passes watermarks and idleness on. */
public abstract class AbstractOperator implements Operator {

  protected OperatorContext context;
  protected Output output;

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    context = operatorContext;
    output = operatorContext.output();
  }

  @Override
  public void onWatermark(long watermarkMs) throws Exception {
    output.emitWatermark(watermarkMs);
  }

  @Override
  public void onIdle(boolean idle) throws Exception {
    output.emitIdle(idle);
  }
}
