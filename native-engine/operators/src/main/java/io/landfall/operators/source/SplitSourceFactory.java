package io.landfall.operators.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceSplit;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.operators.spi.SourceCoordinator;

/** Makes the subtasks and the coordinator of a source. */
public final class SplitSourceFactory<T, S extends SourceSplit, E> implements OperatorFactory {

  private final Source<T, S, E> source;
  private final WatermarkStrategy<? super T> watermarks;
  private final long watermarkIntervalMs;

  public SplitSourceFactory(Source<T, S, E> source) {
    this(source, null, 0);
  }

  /**
   * @param watermarks null if the source makes none
   * @param watermarkIntervalMs how often the generators are asked
   */
  public SplitSourceFactory(
      Source<T, S, E> source, WatermarkStrategy<? super T> watermarks, long watermarkIntervalMs) {
    this.source = source;
    this.watermarks = watermarks;
    this.watermarkIntervalMs = watermarkIntervalMs;
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
    // Source and strategy alike are shared by all subtasks; what they make is not.
    return new SplitSourceOperator<>(
        source,
        watermarks == null ? null : new SplitWatermarks<T>(watermarks, watermarkIntervalMs));
  }

  @Override
  public SourceCoordinator createCoordinator(byte[] restored) throws Exception {
    return new SplitSourceCoordinator<>(source, restored);
  }
}
