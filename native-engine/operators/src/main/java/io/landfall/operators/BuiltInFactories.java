package io.landfall.operators;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.OperatorSpec;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Options;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.operators.async.AsyncOperator;
import io.landfall.operators.join.IntervalJoinFactory;
import io.landfall.operators.process.BroadcastProcessOperator;
import io.landfall.operators.process.FunctionFactory;
import io.landfall.operators.process.MapOperators;
import io.landfall.operators.process.ProcessOperator;
import io.landfall.operators.process.ReduceOperator;
import io.landfall.operators.process.WatermarksOperator;
import io.landfall.operators.sink.SinkOperator;
import io.landfall.operators.sink.TwoPhaseSinkFactory;
import io.landfall.operators.source.SplitSourceFactory;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.operators.window.WindowFactory;

/** Makes a factory for any spec that a graph may hold. */
public final class BuiltInFactories {

  /** As the other, for an operator of no job, as in a harness. */
  public static OperatorFactory of(OperatorSpec spec, Options options) throws JobRefusedException {
    return of(spec, "", "", options);
  }

  /**
   * @param uid of the operator that the spec is of
   * @throws JobRefusedException if it is neither built in nor a factory itself
   */
  public static OperatorFactory of(OperatorSpec spec, String jobName, String uid, Options options)
      throws JobRefusedException {
    if (spec instanceof OperatorFactory factory) {
      return factory;
    }
    if (!(spec instanceof BuiltIn builtIn)) {
      throw new JobRefusedException(
          "operator kind '"
              + spec.kind()
              + "' ("
              + spec.getClass().getName()
              + ") is not built in; let it implement OperatorFactory");
    }
    if (builtIn instanceof BuiltIn.SourceSpec source) {
      return ofSource(source.source(), source.watermarks(), options);
    }
    if (builtIn instanceof BuiltIn.TwoPhase twoPhase) {
      return new TwoPhaseSinkFactory<>(
          twoPhase.sink(),
          new TwoPhaseSink.Settings(
              jobName,
              uid,
              options.get(JobOptions.CHECKPOINTING),
              options.get(JobOptions.CHECKPOINT_INTERVAL),
              options.get(JobOptions.CHECKPOINT_TIMEOUT)));
    }
    if (builtIn instanceof BuiltIn.Watermarks watermarks) {
      long intervalMs = options.get(JobOptions.WATERMARK_INTERVAL).toMillis();
      return new FunctionFactory<>(
          spec.kind(),
          watermarks.strategy(),
          strategy -> new WatermarksOperator<>(strategy, intervalMs));
    }
    if (builtIn instanceof BuiltIn.Window window) {
      return new WindowFactory(window);
    }
    if (builtIn instanceof BuiltIn.Async async) {
      return AsyncOperator.factory(async);
    }
    if (builtIn instanceof BuiltIn.IntervalJoin join) {
      return IntervalJoinFactory.of(join);
    }
    return ofFunction(builtIn);
  }

  @SuppressWarnings("unchecked")
  private static <T> OperatorFactory ofSource(
      Source<T, ?, ?> source, WatermarkStrategy<?> watermarks, Options options) {
    return new SplitSourceFactory<>(
        source,
        (WatermarkStrategy<? super T>) watermarks,
        options.get(JobOptions.WATERMARK_INTERVAL).toMillis());
  }

  private static OperatorFactory ofFunction(BuiltIn spec) {
    if (spec instanceof BuiltIn.Map map) {
      return new FunctionFactory<>(spec.kind(), map.function(), MapOperators.OfMap::new);
    }
    if (spec instanceof BuiltIn.FlatMap flatMap) {
      return new FunctionFactory<>(spec.kind(), flatMap.function(), MapOperators.OfFlatMap::new);
    }
    if (spec instanceof BuiltIn.Filter filter) {
      return new FunctionFactory<>(spec.kind(), filter.function(), MapOperators.OfFilter::new);
    }
    if (spec instanceof BuiltIn.Reduce reduce) {
      return new FunctionFactory<>(spec.kind(), reduce.function(), ReduceOperator::new);
    }
    if (spec instanceof BuiltIn.Process process) {
      return new FunctionFactory<>(spec.kind(), process.function(), ProcessOperator::ofOne);
    }
    if (spec instanceof BuiltIn.CoProcess process) {
      return new FunctionFactory<>(spec.kind(), process.function(), ProcessOperator::ofTwo);
    }
    if (spec instanceof BuiltIn.BroadcastProcess process) {
      return new FunctionFactory<>(
          spec.kind(),
          process.function(),
          function -> BroadcastProcessOperator.of(function, process.states()));
    }
    if (spec instanceof BuiltIn.Sink sink) {
      return new FunctionFactory<>(spec.kind(), sink.function(), SinkOperator::new);
    }
    throw new IllegalStateException("no operator for " + spec);
  }

  private BuiltInFactories() {}
}
