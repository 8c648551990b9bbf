package io.landfall.operators.process;

import io.landfall.api.function.CheckpointedFunction;
import io.landfall.api.function.Function;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.OperatorContext;

/** An operator around one user function: opens and closes it, and keeps its state without a key. */
public abstract class FunctionOperator<F extends Function> extends AbstractOperator {

  protected final F function;

  /** Null for most. */
  private OperatorStatesOf states;

  protected FunctionOperator(F function) {
    this.function = function;
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    super.open(operatorContext);
    if (function instanceof CheckpointedFunction checkpointed) {
      openStates(operatorContext);
      checkpointed.openState(states);
    }
    function.open(new FunctionContext(operatorContext));
  }

  /** Before {@link #open} does, for operators that have such state themselves. */
  final void openStates(OperatorContext operatorContext) {
    if (states == null) {
      states = new OperatorStatesOf(operatorContext);
    }
  }

  final OperatorStatesOf states() {
    return states;
  }

  /** Those that override this call it last. */
  @Override
  public void snapshot(long checkpointId) throws Exception {
    if (function instanceof CheckpointedFunction checkpointed) {
      checkpointed.snapshotState(checkpointId);
    }
    if (states != null) {
      states.save();
    }
  }

  @Override
  public void close() throws Exception {
    function.close();
  }
}
