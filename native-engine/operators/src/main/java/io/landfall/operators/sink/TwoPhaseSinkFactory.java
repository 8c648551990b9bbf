package io.landfall.operators.sink;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;

/** Makes the subtasks of a two-phase sink. */
public final class TwoPhaseSinkFactory<T, C> implements OperatorFactory {

  private final TwoPhaseSink<T, C> sink;

  public TwoPhaseSinkFactory(TwoPhaseSink<T, C> sink) {
    this.sink = sink;
  }

  @Override
  public String kind() {
    return "two-phase-sink";
  }

  @Override
  public Operator create(int subtaskIndex) {
    return new TwoPhaseSinkOperator<>(sink);
  }
}
