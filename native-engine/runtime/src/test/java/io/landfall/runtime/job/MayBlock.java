package io.landfall.runtime.job;

import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;

/** Does {@code code} for each record; its subtasks may block, each for itself. */
class MayBlock implements OperatorFactory {

  /** What a subtask does. */
  interface ForRecord {
    void run(int subtask) throws Exception;
  }

  private final ForRecord code;

  MayBlock(ForRecord code) {
    this.code = code;
  }

  @Override
  public String kind() {
    return "may-block";
  }

  @Override
  public int threadGroup(int subtaskIndex) {
    return subtaskIndex;
  }

  @Override
  public Operator create(int subtaskIndex) {
    return new AbstractOperator() {
      @Override
      public void onRecord(int input, Object value, long timestampMs) throws Exception {
        code.run(subtaskIndex);
        output.emit(value, timestampMs);
      }
    };
  }
}
