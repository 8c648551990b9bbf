package io.landfall.operators.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.function.CoProcessFunction;
import io.landfall.api.function.Collector;
import io.landfall.api.function.OutputTag;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.state.ValueState;
import io.landfall.operators.harness.Emitted;
import io.landfall.operators.harness.OperatorHarness;
import io.landfall.operators.harness.OperatorSnapshot;
import io.landfall.operators.spi.OperatorFactory;
import org.junit.jupiter.api.Test;

class ProcessOperatorTest {

  private static final OutputTag<String> LATE = new OutputTag<>("late");

  /** Counts by key; says the count at the next full hundred of event time, and 50 ms later. */
  private static final class Counts implements ProcessFunction<String, String> {
    private static final long serialVersionUID = 1L;
    private ValueState<Integer> count;

    @Override
    public void open(RuntimeContext context) {
      count = context.valueState("count");
    }

    @Override
    public void process(String value, Context context, Collector<String> out) {
      if (context.timestampMs() <= context.timers().watermarkMs()) {
        context.output(LATE, value);
        return;
      }
      count.update(count.value() == null ? 1 : count.value() + 1);
      context.timers().registerEventTimer((context.timestampMs() / 100 + 1) * 100);
      context.timers().registerProcessingTimer(context.timers().processingTimeMs() + 50);
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<String> out) {
      out.collect(
          context.currentKey() + "=" + count.value() + (context.isEventTime() ? "" : " so far"));
    }
  }

  private static OperatorHarness harness() {
    OperatorFactory factory =
        new FunctionFactory<>("process", new Counts(), ProcessOperator::ofOne);
    return OperatorHarness.of(factory).keyedBy((String s) -> s);
  }

  @Test
  void firesTimersWithTheKeyAndStateThatTheyBelongTo() throws Exception {
    try (OperatorHarness harness = harness().open()) {
      harness.record("a", 10).record("b", 120).record("a", 20).watermark(99);
      assertThat(harness.values()).isEmpty();
      harness.watermark(250);

      assertThat(harness.output())
          .containsExactly(new Emitted("a=2", 100), new Emitted("b=1", 200));
      assertThat(harness.watermarks()).containsExactly(99L, 250L);
    }
  }

  @Test
  void firesProcessingTimersByTheClock() throws Exception {
    try (OperatorHarness harness = harness().open()) {
      harness.record("a", 10).clock(49);
      assertThat(harness.values()).isEmpty();

      assertThat(harness.clock(50).values()).containsExactly("a=1 so far");
    }
  }

  @Test
  void sendsToSideOutputs() throws Exception {
    try (OperatorHarness harness = harness().open()) {
      harness.watermark(100).record("a", 100);

      assertThat(harness.sideOutput("late")).containsExactly(new Emitted("a", 100));
      assertThat(harness.output()).isEmpty();
    }
  }

  /** Names the input of each record; both have the same object. */
  private static final class Both implements CoProcessFunction<String, Integer, String> {
    private static final long serialVersionUID = 1L;
    private int calls;

    @Override
    public void processFirst(String value, ProcessFunction.Context context, Collector<String> out) {
      out.collect(++calls + " first " + value);
    }

    @Override
    public void processSecond(
        Integer value, ProcessFunction.Context context, Collector<String> out) {
      out.collect(++calls + " second " + value);
    }
  }

  @Test
  void takesTwoInputsOfOtherTypesWithoutAKey() throws Exception {
    OperatorFactory factory = new FunctionFactory<>("both", new Both(), ProcessOperator::ofTwo);
    try (OperatorHarness harness = OperatorHarness.of(factory).open()) {
      harness.record(0, "a", 1).record(1, 7, 2).record(0, "b", 3);

      assertThat(harness.output())
          .containsExactly(
              new Emitted("1 first a", 1),
              new Emitted("2 second 7", 2),
              new Emitted("3 first b", 3));
    }
  }

  @Test
  void keepsStateAndTimersThroughARestoreAfterEachRecord() throws Exception {
    OperatorHarness harness = harness().open();
    for (String record : new String[] {"a", "b", "a", "a"}) {
      harness.record(record, 10);
      OperatorSnapshot snapshot = harness.snapshot(1);
      harness.close();
      harness = harness().restoredFrom(snapshot).open();
    }

    harness.watermark(100);

    assertThat(harness.values()).containsExactly("a=3", "b=1");
    harness.close();
  }
}
