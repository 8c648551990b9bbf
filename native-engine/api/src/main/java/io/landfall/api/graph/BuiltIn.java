package io.landfall.api.graph;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.function.CoProcessFunction;
import io.landfall.api.function.FilterFunction;
import io.landfall.api.function.FlatMapFunction;
import io.landfall.api.function.MapFunction;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.function.SinkFunction;
import io.landfall.api.time.WatermarkStrategy;

/** The operators that every engine knows, one record a kind. */
public sealed interface BuiltIn extends OperatorSpec {

  /**
   * @param watermarks how each split's watermark comes to be; null for none
   */
  record SourceSpec(Source<?, ?, ?> source, WatermarkStrategy<?> watermarks) implements BuiltIn {

    public SourceSpec(Source<?, ?, ?> source) {
      this(source, null);
    }

    @Override
    public String kind() {
      return "source";
    }

    @Override
    public boolean isSource() {
      return true;
    }
  }

  record Map(MapFunction<?, ?> function) implements BuiltIn {
    @Override
    public String kind() {
      return "map";
    }
  }

  record FlatMap(FlatMapFunction<?, ?> function) implements BuiltIn {
    @Override
    public String kind() {
      return "flat-map";
    }
  }

  record Filter(FilterFunction<?> function) implements BuiltIn {
    @Override
    public String kind() {
      return "filter";
    }
  }

  /** Running reduction for each key. */
  record Reduce(ReduceFunction<?> function) implements BuiltIn {
    @Override
    public String kind() {
      return "reduce";
    }
  }

  record Process(ProcessFunction<?, ?> function) implements BuiltIn {
    @Override
    public String kind() {
      return "process";
    }
  }

  /** Two inputs, ordinals 0 and 1. */
  record CoProcess(CoProcessFunction<?, ?, ?> function) implements BuiltIn {
    @Override
    public String kind() {
      return "co-process";
    }
  }

  record Watermarks(WatermarkStrategy<?> strategy) implements BuiltIn {
    @Override
    public String kind() {
      return "watermarks";
    }
  }

  record Sink(SinkFunction<?> function) implements BuiltIn {
    @Override
    public String kind() {
      return "sink";
    }
  }

  record TwoPhase(TwoPhaseSink<?, ?> sink) implements BuiltIn {
    @Override
    public String kind() {
      return "two-phase-sink";
    }
  }
}
