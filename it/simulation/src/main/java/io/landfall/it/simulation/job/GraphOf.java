package io.landfall.it.simulation.job;

import io.landfall.api.function.KeySelector;
import io.landfall.api.function.Partitioner;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.graph.LogicalEdge;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.graph.LogicalOperator.Chaining;
import io.landfall.api.graph.OperatorSpec;
import io.landfall.api.graph.Partitioning;
import io.landfall.api.option.Options;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.api.window.Either;
import io.landfall.it.simulation.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Declares the stages of a job as the operators and edges of a graph. */
final class GraphOf {

  private static final int MAX_PARALLELISM = 16;

  private final NativeSpec spec;
  private final World world;
  private final int start;
  private final List<LogicalOperator> operators = new ArrayList<>();
  private final List<LogicalEdge> edges = new ArrayList<>();

  /** By stage, the operator whose output is the stage's. */
  private final List<LogicalOperator> ends = new ArrayList<>();

  private GraphOf(NativeSpec spec, World world, int start) {
    this.spec = spec;
    this.world = world;
    this.start = start;
  }

  /**
   * @param start which process it is for: the parallelism may depend on it
   * @param ledgers of the sinks, by position in {@link NativeSpec#sinks}
   */
  static LogicalGraph build(
      NativeSpec spec, World world, int start, List<Ledger> ledgers, Options options) {
    GraphOf graph = new GraphOf(spec, world, start);
    for (int i = 0; i < spec.stages().size(); i++) {
      graph.declare(i, spec.stages().get(i));
    }
    for (int i = 0; i < ledgers.size(); i++) {
      graph.declareSink(i, spec.sinks().get(i), ledgers.get(i));
    }
    return new LogicalGraph("simulated", options, graph.operators, graph.edges);
  }

  private void declare(int index, Stage stage) {
    int parallelism = spec.parallelism(index, start);
    String name = index + "-" + stage.kind();
    if (stage.kind().isSource()) {
      declareSource(name, stage, parallelism);
      return;
    }
    if (stage.kind() == Stage.Kind.WINDOW_JOIN) {
      declareWindowJoin(name, stage, parallelism);
      return;
    }
    Chaining chaining = stage.alone() ? Chaining.NEVER : Chaining.ALWAYS;
    List<KeySelector<?, ?>> keys =
        stage.kind().isKeyed()
            ? Collections.nCopies(stage.kind().inputs, keySelector(stage.amount()))
            : List.of();
    LogicalOperator operator = add(name, spec(stage), parallelism, keys, chaining);
    for (int i = 0; i < stage.inputs().size(); i++) {
      LogicalOperator from = ends.get(stage.inputs().get(i));
      int ordinal = stage.kind().isKeyed() ? i : 0;
      connect(stage.inputs().get(i), operator, ordinal, partitioning(stage, from, operator));
    }
    if (stage.kind() == Stage.Kind.LOOP) {
      Partitioning back =
          stage.route() == Stage.Route.FORWARD
              ? new Partitioning.Forward()
              : new Partitioning.Rebalance();
      edges.add(edge(operator, StageOperators.AGAIN, operator, 0, back, true));
    }
    ends.add(operator);
  }

  /** As the fluent interface does: both inputs together, each record marked with its own. */
  private void declareWindowJoin(String name, Stage stage, int parallelism) {
    int amount = stage.amount();
    KeySelector<Either<Long, Long>, Long> key =
        each -> Arithmetic.key(each.isLeft() ? each.left() : each.right(), amount);
    List<LogicalOperator> sides = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      boolean left = i == 0;
      LogicalOperator side =
          add(
              name + (left ? "-left" : "-right"),
              new BuiltIn.Map(
                  (Long value) -> left ? Either.left(value) : Either.<Long, Long>right(value)),
              ends.get(stage.inputs().get(i)).parallelism(),
              List.of(),
              Chaining.ALWAYS);
      connect(stage.inputs().get(i), side, 0, new Partitioning.Forward());
      sides.add(side);
    }
    LogicalOperator join =
        add(name, WindowStages.join(amount), parallelism, List.of(key), Chaining.ALWAYS);
    sides.forEach(side -> edges.add(edge(side, null, join, 0, new Partitioning.ByKey(key), false)));
    ends.add(join);
  }

  private void declareSource(String name, Stage stage, int parallelism) {
    LogicalOperator source =
        add(
            name,
            new BuiltIn.SourceSpec(new SimulatedSource(world, name, stage.kind(), stage.amount())),
            parallelism,
            List.of(),
            Chaining.ALWAYS);
    LogicalOperator watermarks =
        add(
            name + "-watermarks",
            new BuiltIn.Watermarks(watermarks(stage.kind())),
            parallelism,
            List.of(),
            stage.alone() ? Chaining.NEVER : Chaining.ALWAYS);
    edges.add(edge(source, null, watermarks, 0, new Partitioning.Forward(), false));
    ends.add(watermarks);
  }

  private static WatermarkStrategy<Long> watermarks(Stage.Kind source) {
    WatermarkStrategy<Long> bounded =
        WatermarkStrategy.boundedOutOfOrderness(Duration.ofMillis(Arithmetic.DISORDER_MS));
    return switch (source) {
      case TIMED_SOURCE -> bounded;
      // A source whose splits come late must not be waited for, nor be in time.
      case SPLIT_SOURCE -> bounded.withIdleness(Duration.ofMillis(40));
      default ->
          WatermarkStrategy.punctuated(
              (value, timestampMs) -> Arithmetic.watermarkBehind(timestampMs));
    };
  }

  private void declareSink(int index, int stage, Ledger ledger) {
    LogicalOperator from = ends.get(stage);
    int parallelism = spec.sinkParallelism(index, start);
    LogicalOperator sink =
        add(
            "sink-" + index,
            new BuiltIn.TwoPhase(new LedgerSink(ledger, "sink-" + index)),
            parallelism,
            List.of(),
            Chaining.ALWAYS);
    Partitioning partitioning =
        parallelism == from.parallelism()
            ? new Partitioning.Forward()
            : new Partitioning.Rebalance();
    connect(stage, sink, 0, partitioning);
  }

  private void connect(int stage, LogicalOperator to, int ordinal, Partitioning partitioning) {
    LogicalOperator from = ends.get(stage);
    edges.add(edge(from, null, to, ordinal, partitioning, false));
    if (spec.stages().get(stage).kind() == Stage.Kind.SIDES) {
      edges.add(edge(from, StageOperators.SIDE, to, ordinal, partitioning, false));
    }
    if (spec.stages().get(stage).kind() == Stage.Kind.LATE_WINDOW) {
      edges.add(edge(from, LateWindows.LATE.id(), to, ordinal, partitioning, false));
    }
  }

  private LogicalOperator add(
      String name,
      OperatorSpec operator,
      int parallelism,
      List<KeySelector<?, ?>> keys,
      Chaining chaining) {
    LogicalOperator added =
        new LogicalOperator(
            operators.size(), name, name, operator, parallelism, MAX_PARALLELISM, keys, chaining);
    operators.add(added);
    return added;
  }

  private static LogicalEdge edge(
      LogicalOperator from,
      String output,
      LogicalOperator to,
      int ordinal,
      Partitioning partitioning,
      boolean feedback) {
    return new LogicalEdge(from.id(), output, to.id(), ordinal, partitioning, feedback);
  }

  private static KeySelector<Long, Long> keySelector(int amount) {
    return value -> Arithmetic.key(value, amount);
  }

  private OperatorSpec spec(Stage stage) {
    int amount = stage.amount();
    return switch (stage.kind()) {
      case TIMED_SOURCE, SPLIT_SOURCE, DISORDERED_SOURCE ->
          throw new IllegalArgumentException(stage.toString());
      case MAP -> new BuiltIn.Map((Long value) -> Arithmetic.map(value, amount));
      case FILTER -> new BuiltIn.Filter((Long value) -> Arithmetic.passes(value, amount));
      case FLAT_MAP ->
          new BuiltIn.FlatMap(
              (Long value, io.landfall.api.function.Collector<Long> out) ->
                  Stream.iterate(0, i -> i + 1)
                      .limit(Arithmetic.copies(amount))
                      .forEach(i -> out.collect(Arithmetic.copy(value, i))));
      case UNION -> new BuiltIn.Map((Long value) -> value);
      case COUNT -> new BuiltIn.Process(new KeyedFunctions.Count());
      case TOTAL -> new BuiltIn.Process(new KeyedFunctions.Total());
      case BUCKETS -> new BuiltIn.Process(new KeyedFunctions.Buckets(world, amount));
      case HOLD -> new BuiltIn.Process(new KeyedFunctions.Hold(amount));
      case JOIN -> new BuiltIn.CoProcess(new KeyedFunctions.Join());
      case WINDOW -> WindowStages.window(amount);
      case COUNT_WINDOW -> WindowStages.countWindow(amount);
      case LATE_WINDOW -> LateWindows.spec(amount);
      case CLOCK_WINDOW -> ClockWindows.spec(world, amount);
      case INTERVAL_JOIN -> WindowStages.intervalJoin(amount);
      case WINDOW_JOIN -> throw new IllegalArgumentException(stage.toString());
      case ASYNC -> AskedService.spec(world, amount);
      case SIDES, BUFFER, UNION_COUNT, BROADCAST, LOOP -> new StageOperators(stage);
    };
  }

  private static Partitioning partitioning(Stage stage, LogicalOperator from, LogicalOperator to) {
    if (stage.kind().isKeyed()) {
      return new Partitioning.ByKey(keySelector(stage.amount()));
    }
    if (stage.kind() == Stage.Kind.BROADCAST) {
      return new Partitioning.Broadcast();
    }
    return switch (stage.route()) {
      case FORWARD ->
          from.parallelism() == to.parallelism()
              ? new Partitioning.Forward()
              : new Partitioning.Rebalance();
      case REBALANCE -> new Partitioning.Rebalance();
      case GLOBAL -> new Partitioning.Global();
      case CUSTOM -> new Partitioning.Custom(partitioner(), value -> value);
    };
  }

  private static Partitioner<Long> partitioner() {
    return Arithmetic::target;
  }
}
