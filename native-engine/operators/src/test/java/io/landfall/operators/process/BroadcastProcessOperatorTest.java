package io.landfall.operators.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.function.BroadcastProcessFunction;
import io.landfall.api.function.CheckpointedFunction;
import io.landfall.api.function.Collector;
import io.landfall.api.function.Function;
import io.landfall.api.function.KeyedBroadcastProcessFunction;
import io.landfall.api.function.MapFunction;
import io.landfall.api.function.OutputTag;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.option.Options;
import io.landfall.api.state.BroadcastState;
import io.landfall.api.state.BroadcastStateDescriptor;
import io.landfall.api.state.ListState;
import io.landfall.api.state.OperatorStates;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.StateTtl;
import io.landfall.api.state.ValueState;
import io.landfall.operators.BuiltInFactories;
import io.landfall.operators.harness.Emitted;
import io.landfall.operators.harness.OperatorHarness;
import io.landfall.operators.harness.OperatorSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BroadcastProcessOperatorTest {

  private static final BroadcastStateDescriptor<String, Integer> PRICES =
      BroadcastStateDescriptor.of("prices");
  private static final BroadcastStateDescriptor<String, Integer> UNKNOWN =
      BroadcastStateDescriptor.of("unknown");
  private static final OutputTag<String> UNPRICED = new OutputTag<>("unpriced");

  private record Price(String item, int cents) {}

  private static OperatorHarness harness(Function function) throws Exception {
    return OperatorHarness.of(
        BuiltInFactories.of(
            new BuiltIn.BroadcastProcess(function, List.of(PRICES)), Options.DEFAULTS));
  }

  private static final class Priced implements BroadcastProcessFunction<String, Price, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(String item, ReadOnlyContext context, Collector<String> out) {
      Integer cents = context.broadcastState(PRICES).get(item);
      if (cents == null) {
        context.output(UNPRICED, item);
      } else {
        out.collect(item + "=" + cents);
      }
    }

    @Override
    public void processBroadcast(Price price, Context context, Collector<String> out) {
      BroadcastState<String, Integer> prices = context.broadcastState(PRICES);
      if (price.cents() < 0) {
        prices.remove(price.item());
      } else {
        prices.put(price.item(), price.cents());
      }
    }
  }

  /** Counts the orders of each key; a timer gives the count with the price of then. */
  private static final class KeyedPriced
      implements KeyedBroadcastProcessFunction<String, Price, String> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Integer> count;

    @Override
    public void open(RuntimeContext context) {
      count = context.valueState("count");
    }

    @Override
    public void process(String item, ReadOnlyContext context, Collector<String> out) {
      count.update(count.value() == null ? 1 : count.value() + 1);
      context.timers().registerEventTimer(100);
    }

    @Override
    public void processBroadcast(Price price, Context context, Collector<String> out) {
      context.broadcastState(PRICES).put(price.item(), price.cents());
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<String> out) {
      out.collect(
          context.currentKey()
              + "*"
              + count.value()
              + "="
              + context.broadcastState(PRICES).get((String) context.currentKey()));
    }
  }

  @Test
  void showsEachRecordWhatHasBeenBroadcastBefore() throws Exception {
    try (var harness = harness(new Priced()).open()) {
      harness.record(0, "tea", 1).record(1, new Price("tea", 250), 2).record(0, "tea", 3);
      harness.record(1, new Price("tea", -1), 4).record(0, "tea", 5);

      assertThat(harness.output()).containsExactly(new Emitted("tea=250", 3));
      assertThat(harness.sideOutput("unpriced"))
          .containsExactly(new Emitted("tea", 1), new Emitted("tea", 5));
    }
  }

  @Test
  void hasStateAndTimersOfTheKeyBesideIt() throws Exception {
    try (var harness = harness(new KeyedPriced()).keyedBy((String item) -> item).open()) {
      harness.record("tea", 1).record("tea", 2).record("milk", 3);
      harness.record(1, new Price("tea", 250), 4).watermark(100);

      assertThat(harness.values()).containsExactlyInAnyOrder("tea*2=250", "milk*1=null");
    }
  }

  /** A record that is broadcast ends the counts of all keys above it; 0 tells them. */
  private static final class Settled
      implements KeyedBroadcastProcessFunction<String, Price, String> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Integer> count;
    private transient ListState<String> log;

    @Override
    public void open(RuntimeContext context) {
      count = context.valueState("count");
      log = context.listState("log");
    }

    @Override
    public void process(String item, ReadOnlyContext context, Collector<String> out) {
      count.update(count.value() == null ? 1 : count.value() + 1);
      log.add("count");
    }

    @Override
    public void processBroadcast(Price most, Context context, Collector<String> out)
        throws Exception {
      context.applyToKeyedState(
          count,
          (String key, ValueState<Integer> each) -> {
            if (most.cents() == 0) {
              out.collect(key + "=" + each.value() + " " + log.get());
            } else if (each.value() > most.cents()) {
              each.clear();
              log.add("cleared by " + most.item());
            } else {
              each.update(each.value() * 10);
            }
          });
      if (most.cents() < 0) {
        context.applyToKeyedState(
            new ValueState<Integer>() {
              @Override
              public Integer value() {
                return 0;
              }

              @Override
              public void update(Integer value) {}

              @Override
              public void clear() {}
            },
            (String key, ValueState<Integer> each) -> out.collect(key));
      }
    }
  }

  @Test
  void letsABroadcastRecordChangeTheStateOfEachKey() throws Exception {
    try (var harness = harness(new Settled()).keyedBy((String item) -> item).open()) {
      harness.record("tea", 1).record("tea", 2).record("milk", 3);
      harness.record(1, new Price("all", 0), 4);
      assertThat(harness.takeOutput())
          .containsExactlyInAnyOrder(
              new Emitted("tea=2 [count, count]", 4), new Emitted("milk=1 [count]", 4));

      harness.record(1, new Price("one", 1), 5).record("milk", 6).record("tea", 7);
      harness.record(1, new Price("all", 0), 8);

      assertThat(harness.values())
          .containsExactlyInAnyOrder(
              "milk=11 [count, count]", "tea=1 [count, count, cleared by one, count]");
    }
  }

  @Test
  void refusesAStateThatTheFunctionDidNotMake() throws Exception {
    try (var harness = harness(new Settled()).keyedBy((String item) -> item).open()) {
      assertThatThrownBy(() -> harness.record(1, new Price("none", -1), 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void givesEverySubtaskTheSameContentAtAnotherParallelism() throws Exception {
    List<OperatorSnapshot> old = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var harness = harness(new Priced()).subtask(subtask, 2).open()) {
        harness.record(1, new Price("tea", 250), 0).record(1, new Price("milk", 90), 0);
        old.add(harness.snapshot(1));
      }
    }
    for (int subtask = 0; subtask < 3; subtask++) {
      try (var harness = harness(new Priced()).subtask(subtask, 3).restoredFrom(old).open()) {
        assertThat(harness.record("tea").record("milk").values())
            .containsExactly("tea=250", "milk=90");
      }
    }
  }

  @Test
  void letsOnlyBroadcastRecordsChangeTheState() throws Exception {
    try (var harness = harness(new Cheater()).open()) {
      assertThatThrownBy(() -> harness.record(1, new Price("", 0), 0))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> harness.record("cast")).isInstanceOf(ClassCastException.class);
      assertThatThrownBy(() -> harness.record("other"))
          .hasMessage(
              "operator 'operator': there is no broadcast state 'unknown'; give its descriptor to"
                  + " broadcast(...)");
    }
  }

  private static final class Cheater implements BroadcastProcessFunction<String, Price, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(String how, ReadOnlyContext context, Collector<String> out) {
      if (how.equals("cast")) {
        ((BroadcastState<String, Integer>) context.broadcastState(PRICES)).put("", 0);
      }
      context.broadcastState(UNKNOWN);
    }

    @Override
    public void processBroadcast(Price price, Context context, Collector<String> out) {
      context.broadcastState(PRICES).put("tea", 1);
      Map.Entry<String, Integer> first = context.broadcastState(PRICES).entries().iterator().next();
      first.setValue(2);
    }
  }

  @Test
  void refusesTwoStatesOfOneName() {
    assertThat(new BuiltIn.BroadcastProcess(new Priced(), List.of(PRICES, PRICES)).mistake())
        .hasValueSatisfying(mistake -> assertThat(mistake).contains("name 'prices'"));
  }

  /** Holds values back, two at a time; counts over all subtasks and restores. */
  private static final class Buffering
      implements MapFunction<String, String>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private transient ListState<String> buffer;
    private transient ListState<Long> counts;
    private transient BroadcastState<String, Integer> settings;
    private transient List<String> held;
    private transient long count;

    @Override
    public void openState(OperatorStates states) {
      buffer = states.listState(StateDescriptor.of("buffer"));
      counts = states.unionListState(StateDescriptor.of("counts"));
      settings = states.broadcastState(BroadcastStateDescriptor.of("settings"));
      held = new ArrayList<>(buffer.get());
      count = counts.get().stream().mapToLong(each -> each).sum();
    }

    @Override
    public String map(String value) {
      held.add(value);
      count++;
      settings.put("last", held.size());
      return held + " of " + count + ", " + settings.get("last");
    }

    @Override
    public void snapshotState(long checkpointId) {
      buffer.update(held);
      counts.update(List.of(count));
    }
  }

  @Test
  void givesFunctionsListsThatAreDealtOutUnitedOrTheSame() throws Exception {
    List<OperatorSnapshot> old = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var harness = buffering().subtask(subtask, 2).open()) {
        harness.record("a" + subtask).record("b" + subtask);
        old.add(harness.snapshot(1));
      }
    }
    List<Object> results = new ArrayList<>();
    for (int subtask = 0; subtask < 4; subtask++) {
      try (var harness = buffering().subtask(subtask, 4).restoredFrom(old).open()) {
        results.addAll(harness.record("c").values());
      }
    }
    assertThat(results)
        .containsExactly(
            "[a0, c] of 5, 2", "[b0, c] of 5, 2", "[a1, c] of 5, 2", "[b1, c] of 5, 2");
  }

  private static OperatorHarness buffering() throws Exception {
    return OperatorHarness.of(
        BuiltInFactories.of(new BuiltIn.Map(new Buffering()), Options.DEFAULTS));
  }

  @Test
  void refusesATimeToLiveWithoutAKey() throws Exception {
    MapFunction<String, String> function = new WithTtl();
    OperatorHarness harness =
        OperatorHarness.of(BuiltInFactories.of(new BuiltIn.Map(function), Options.DEFAULTS));
    assertThatThrownBy(harness::open)
        .hasMessageContaining("state 'buffer'")
        .hasMessageContaining("no time to live");
  }

  private static final class WithTtl implements MapFunction<String, String>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public void openState(OperatorStates states) {
      states.listState(
          StateDescriptor.<String>of("buffer").withTtl(StateTtl.afterWrite(Duration.ofMinutes(1))));
    }

    @Override
    public String map(String value) {
      return value;
    }

    @Override
    public void snapshotState(long checkpointId) {}
  }
}
