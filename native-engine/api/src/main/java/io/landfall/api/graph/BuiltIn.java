package io.landfall.api.graph;

import io.landfall.api.async.AsyncFunction;
import io.landfall.api.async.AsyncSettings;
import io.landfall.api.connector.Source;
import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.function.CoProcessFunction;
import io.landfall.api.function.FilterFunction;
import io.landfall.api.function.FlatMapFunction;
import io.landfall.api.function.Function;
import io.landfall.api.function.MapFunction;
import io.landfall.api.function.OutputTag;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.function.SinkFunction;
import io.landfall.api.state.BroadcastStateDescriptor;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.api.window.Evictor;
import io.landfall.api.window.MergingWindowAssigner;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowComputation;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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

  /** Results that come later. */
  record Async(AsyncFunction<?, ?> function, AsyncSettings settings) implements BuiltIn {

    public Async {
      Objects.requireNonNull(function, "function");
      Objects.requireNonNull(settings, "settings");
    }

    @Override
    public String kind() {
      return "async";
    }

    @Override
    public Optional<String> mistake() {
      return settings.mistake();
    }
  }

  /** Two inputs, ordinals 0 and 1. */
  record CoProcess(CoProcessFunction<?, ?, ?> function) implements BuiltIn {
    @Override
    public String kind() {
      return "co-process";
    }
  }

  /**
   * Two inputs; of input 1 every subtask gets all records.
   *
   * @param function a {@code BroadcastProcessFunction} or a {@code KeyedBroadcastProcessFunction}
   */
  record BroadcastProcess(Function function, List<BroadcastStateDescriptor<?, ?>> states)
      implements BuiltIn {

    public BroadcastProcess {
      Objects.requireNonNull(function, "function");
      states = List.copyOf(states);
    }

    @Override
    public String kind() {
      return "broadcast-process";
    }

    @Override
    public Optional<String> mistake() {
      Set<String> names = new HashSet<>();
      for (BroadcastStateDescriptor<?, ?> state : states) {
        if (!names.add(state.name())) {
          return Optional.of(
              "two broadcast states have the name '" + state.name() + "'; give one another");
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Windows for each key.
   *
   * @param trigger null for the assigner's default
   * @param evictor null for none
   * @param allowedLatenessMs how long a window of event time is kept behind its end
   * @param lateOutput the side output of late records; null to drop and count them
   */
  record Window(
      WindowAssigner<?, ?> assigner,
      Trigger<?, ?> trigger,
      Evictor<?, ?> evictor,
      long allowedLatenessMs,
      OutputTag<?> lateOutput,
      WindowComputation computation)
      implements BuiltIn {

    public Window {
      Objects.requireNonNull(assigner, "assigner");
      Objects.requireNonNull(computation, "computation");
    }

    @Override
    public String kind() {
      return "window";
    }

    /** The assigner's if none was chosen. */
    public Trigger<?, ?> effectiveTrigger() {
      return trigger == null ? assigner.defaultTrigger() : trigger;
    }

    @Override
    public Optional<String> mistake() {
      return assigner
          .mistake()
          .or(effectiveTrigger()::mistake)
          .or(() -> evictor == null ? Optional.empty() : evictor.mistake())
          .or(this::mistakenLateness)
          .or(this::mistakenMerging);
    }

    private Optional<String> mistakenLateness() {
      return allowedLatenessMs < 0
          ? Optional.of("allowed lateness " + allowedLatenessMs + " ms is negative; give 0 or more")
          : Optional.empty();
    }

    private Optional<String> mistakenMerging() {
      return assigner instanceof MergingWindowAssigner<?, ?> && !effectiveTrigger().canMerge()
          ? Optional.of(
              assigner.getClass().getSimpleName()
                  + " merge windows, which trigger "
                  + effectiveTrigger().getClass().getName()
                  + " cannot; choose another trigger, or let it override canMerge and onMerge")
          : Optional.empty();
    }
  }

  /**
   * Two keyed inputs, left and right; pairs with {@code left + lowerMs <= right <= left + upperMs}.
   *
   * @param lateLeft side output of late records; null to drop and count them
   * @param lateRight as {@code lateLeft}
   * @param function a {@code JoinFunction} or a {@code ProcessJoinFunction}
   */
  record IntervalJoin(
      long lowerMs, long upperMs, OutputTag<?> lateLeft, OutputTag<?> lateRight, Function function)
      implements BuiltIn {

    public IntervalJoin {
      Objects.requireNonNull(function, "function");
    }

    @Override
    public String kind() {
      return "interval-join";
    }

    @Override
    public Optional<String> mistake() {
      return lowerMs > upperMs
          ? Optional.of(
              "interval join: nothing is between the lower bound "
                  + lowerMs
                  + " ms and the upper bound "
                  + upperMs
                  + " ms (inclusive); swap or widen them")
          : Optional.empty();
    }
  }

  record Watermarks(WatermarkStrategy<?> strategy) implements BuiltIn {
    @Override
    public String kind() {
      return "watermarks";
    }

    @Override
    public Optional<String> mistake() {
      return strategy.alignment() == null
          ? Optional.empty()
          : Optional.of(
              "watermarks can be aligned in a source only, since nothing else can be held back;"
                  + " give the strategy to from(source, strategy)");
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
