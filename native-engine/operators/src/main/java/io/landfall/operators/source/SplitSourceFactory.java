package io.landfall.operators.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceSplit;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.operators.spi.SourceCoordinator;

/** Makes the subtasks and the coordinator of a source. */
public final class SplitSourceFactory<T, S extends SourceSplit, E> implements OperatorFactory {

  private final Source<T, S, E> source;

  public SplitSourceFactory(Source<T, S, E> source) {
    this.source = source;
  }

  @Override
  public String kind() {
    return "source";
  }

  @Override
  public boolean isSource() {
    return true;
  }

  @Override
  public void validate() throws JobRefusedException {
    try {
      source.validate();
    } catch (Source.InvalidSourceException e) {
      throw new JobRefusedException("source '" + source.name() + "': " + e.getMessage(), e);
    }
  }

  @Override
  public Operator create(int subtaskIndex) {
    return new SplitSourceOperator<>(source);
  }

  @Override
  public SourceCoordinator createCoordinator(byte[] restored) throws Exception {
    return new SplitSourceCoordinator<>(source, restored);
  }
}
