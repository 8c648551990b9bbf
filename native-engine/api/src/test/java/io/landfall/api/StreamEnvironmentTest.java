package io.landfall.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.function.Collector;
import io.landfall.api.function.KeyedBroadcastProcessFunction;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalEdge;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.graph.Partitioning;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Options;
import io.landfall.api.state.BroadcastStateDescriptor;
import io.landfall.api.time.WatermarkStrategy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamEnvironmentTest {

  private final StreamEnvironment env = StreamEnvironment.create("job");

  @AfterEach
  void forgetDefaults() {
    StreamDefaults.set(Options.DEFAULTS);
  }

  @Test
  void forwardsBetweenEqualParallelismsAndRebalancesBetweenOthers() {
    env.fromElements(1).parallelism(2).map(n -> n).parallelism(2).map(n -> n).parallelism(3);

    assertThat(env.graph().edges().get(0).partitioning()).isEqualTo(new Partitioning.Forward());
    assertThat(env.graph().edges().get(1).partitioning()).isEqualTo(new Partitioning.Rebalance());
  }

  @Test
  void refusesTwoOperatorsOfOneUidAndNamesBoth() {
    env.fromElements(1).map(n -> n).name("first").uid("totals").filter(n -> true).uid("totals");

    assertThatThrownBy(env::graph)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "operator 'filter': the uid 'totals' belongs to operator 'first' already");
  }

  @Test
  void refusesAlignmentBehindASource() {
    env.fromElements(1)
        .watermarks(
            WatermarkStrategy.<Integer>monotonous().withAlignment("all", Duration.ofSeconds(1)))
        .name("times");

    assertThatThrownBy(env::graph)
        .hasMessageStartingWith("operator 'times': watermarks can be aligned in a source only");
    assertThatThrownBy(
            () -> WatermarkStrategy.monotonous().withAlignment("all", Duration.ofSeconds(-1)))
        .hasMessageContaining("drift PT-1S is negative");
  }

  @Test
  void refusesKeyedBroadcastWithoutAKey() {
    BroadcastStateDescriptor<String, String> rules = BroadcastStateDescriptor.of("rules");
    var connected = env.fromElements(1).connect(env.fromElements("r").broadcast(rules));

    assertThatThrownBy(() -> connected.process(new NeedsKey()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("needs a keyed stream");
  }

  private static final class NeedsKey
      implements KeyedBroadcastProcessFunction<Integer, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(Integer value, ReadOnlyContext context, Collector<String> out) {}

    @Override
    public void processBroadcast(String value, Context context, Collector<String> out) {}
  }

  @Test
  void keepsTheKeyWithTheOperatorBehindIt() {
    env.fromElements("a").keyBy(s -> s).reduce((a, b) -> a + b).map(s -> s);
    LogicalGraph graph = env.graph();

    assertThat(graph.operator(1).isKeyed()).isTrue();
    assertThat(graph.edges().get(0).partitioning()).isInstanceOf(Partitioning.ByKey.class);
    assertThat(graph.operator(2).isKeyed()).isFalse();
  }

  @Test
  void givesAUnionOneInputAndConnectedStreamsTwo() {
    var one = env.fromElements(1);
    var two = env.fromElements(2);
    one.union(two).map(n -> n);
    one.connect(two)
        .keyBy(n -> n, n -> n)
        .process(
            new io.landfall.api.function.CoProcessFunction<Integer, Integer, Integer>() {
              @Override
              public void processFirst(
                  Integer value,
                  io.landfall.api.function.ProcessFunction.Context context,
                  io.landfall.api.function.Collector<Integer> out) {}

              @Override
              public void processSecond(
                  Integer value,
                  io.landfall.api.function.ProcessFunction.Context context,
                  io.landfall.api.function.Collector<Integer> out) {}
            });
    LogicalGraph graph = env.graph();

    assertThat(graph.inputsOf(2)).extracting(LogicalEdge::input).containsExactly(0, 0);
    assertThat(graph.inputsOf(3)).extracting(LogicalEdge::input).containsExactly(0, 1);
  }

  @Test
  void takesNamesUidsAndParallelismsFromTheCalls() {
    env.parallelism(4).fromElements(1).name("numbers").uid("n").map(x -> x).maxParallelism(64);
    LogicalOperator source = env.graph().operator(0);

    assertThat(source.name()).isEqualTo("numbers");
    assertThat(source.uid()).isEqualTo("n");
    assertThat(source.parallelism()).isEqualTo(4);
    assertThat(env.graph().operator(1).maxParallelism()).isEqualTo(64);
  }

  @Test
  void refusesForwardBetweenDifferentParallelisms() {
    env.fromElements(1).forward().map(n -> n).name("behind").parallelism(2);

    assertThatThrownBy(env::graph)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'behind' (parallelism 2)")
        .hasMessageContaining("use rebalance()");
  }

  @Test
  void refusesMoreSubtasksThanKeyGroups() {
    env.fromElements(1).keyBy(n -> n).reduce(Integer::sum).name("sum").parallelism(200);

    assertThatThrownBy(env::graph)
        .hasMessageContaining("'sum'")
        .hasMessageContaining("max-parallelism 128");
  }

  @Test
  void startsFromTheProcessDefaultsAndLetsTheProgramWin() {
    StreamDefaults.set(
        Options.DEFAULTS.with(JobOptions.STATE_DIR, "state").with(JobOptions.PARALLELISM, 8));
    StreamEnvironment fresh = StreamEnvironment.create("job").parallelism(2);
    fresh.fromElements(1).print();

    assertThat(fresh.graph().options().get(JobOptions.STATE_DIR)).isEqualTo("state");
    assertThat(fresh.graph().options().get(JobOptions.PARALLELISM)).isEqualTo(2);
  }

  @Test
  void saysWhatIsMissingIfThereIsNoEngine() {
    env.fromElements(1).print();

    assertThatThrownBy(env::execute)
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("add io.landfall:runtime");
  }
}
