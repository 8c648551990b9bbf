package io.landfall.operators.sink;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;

/** Makes the subtasks of a two-phase sink. */
public final class TwoPhaseSinkFactory<T, C> implements OperatorFactory {

  private final TwoPhaseSink<T, C> sink;
  private final TwoPhaseSink.Settings settings;

  public TwoPhaseSinkFactory(TwoPhaseSink<T, C> sink, TwoPhaseSink.Settings settings) {
    this.sink = sink;
    this.settings = settings;
  }

  @Override
  public String kind() {
    return "two-phase-sink";
  }

  @Override
  public void validate() throws JobRefusedException {
    try {
      sink.validate(settings);
    } catch (TwoPhaseSink.InvalidSinkException e) {
      throw new JobRefusedException("sink '" + sink.name() + "': " + e.getMessage(), e);
    }
  }

  @Override
  public Operator create(int subtaskIndex) {
    return new TwoPhaseSinkOperator<>(sink);
  }

  @Override
  public int threadGroup(int subtaskIndex) {
    return sink.mayBlock() ? subtaskIndex : COOPERATIVE;
  }
}
