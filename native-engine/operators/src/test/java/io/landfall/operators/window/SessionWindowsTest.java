package io.landfall.operators.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.function.OutputTag;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.window.CountTrigger;
import io.landfall.api.window.ProcessWindowFunction;
import io.landfall.api.window.SessionWindows;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowComputation;
import io.landfall.operators.harness.Emitted;
import io.landfall.operators.harness.OperatorHarness;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionWindowsTest {

  private static final OutputTag<Item> LATE = new OutputTag<>("late");
  private static final SessionWindows BY_10 = SessionWindows.eventTime(Duration.ofMillis(10));

  private OperatorHarness harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private void open(WindowAssigner<?, ?> assigner, Trigger<?, ?> trigger, long latenessMs)
      throws Exception {
    open(
        assigner,
        trigger,
        latenessMs,
        new WindowComputation.Reduce((ReduceFunction<Item>) Item::plus, null));
  }

  private void open(
      WindowAssigner<?, ?> assigner,
      Trigger<?, ?> trigger,
      long latenessMs,
      WindowComputation computation)
      throws Exception {
    harness =
        OperatorHarness.of(
                new WindowFactory(
                    new BuiltIn.Window(assigner, trigger, null, latenessMs, LATE, computation)))
            .keyedBy(item -> ((Item) item).key())
            .open();
  }

  private void record(String id, long amount, long timestampMs) throws Exception {
    harness.record(new Item("k", id, amount), timestampMs);
  }

  private static Emitted result(String ids, long amount, long timestampMs) {
    return new Emitted(new Item("k", ids, amount), timestampMs);
  }

  @Test
  void endsASessionWhenNothingCameForTheGap() throws Exception {
    open(BY_10, null, 0);
    record("a", 1, 0);
    record("b", 1, 8);
    record("c", 1, 30);
    harness.watermark(17);

    assertThat(harness.output()).containsExactly(result("a,b", 2, 17));
    assertThat(harness.endOfInput().output()).endsWith(result("c", 1, 39));
    assertThat(harness.stateEntryCount()).isZero();
    assertThat(harness.timerCount()).isZero();
  }

  @Test
  void mergesSessionsThatTouchAndNotThoseThatDoNot() throws Exception {
    open(BY_10, null, 0);
    record("a", 1, 0);
    record("b", 1, 10);
    record("c", 1, 21);
    harness.endOfInput();

    assertThat(harness.output()).containsExactly(result("a,b", 2, 19), result("c", 1, 30));
  }

  @Test
  void mergesSessionsWhenARecordComesBetweenThem() throws Exception {
    open(BY_10, null, 0);
    record("a", 1, 0);
    record("c", 1, 16);
    record("b", 1, 8);
    harness.endOfInput();

    assertThat(harness.output()).containsExactly(result("a,c,b", 3, 25));
    assertThat(harness.stateEntryCount()).isZero();
    assertThat(harness.timerCount()).isZero();
  }

  @Test
  void takesTheGapFromEachRecord() throws Exception {
    open(SessionWindows.<Item>eventTimeWithDynamicGap(Item::amount), null, 0);
    record("a", 5, 0);
    record("b", 20, 5);
    record("c", 1, 24);
    record("d", 1, 26);
    harness.endOfInput();

    assertThat(harness.output()).containsExactly(result("a,b,c", 26, 24), result("d", 1, 26));
  }

  @Test
  void refusesAGapThatIsNotPositive() throws Exception {
    open(SessionWindows.<Item>eventTimeWithDynamicGap(Item::amount), null, 0);

    assertThatThrownBy(() -> record("a", 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gap 0 ms of record 'Item[key=k, ids=a, amount=0]'");
  }

  /** What grew to from 0 to 15 keeps its content under the name of 0 to 10. */
  @Test
  void keepsTheContentOfASessionThatIsAssignedAgainAsItHasGrown() throws Exception {
    open(SessionWindows.<Item>eventTimeWithDynamicGap(Item::amount), null, 0);
    record("a", 10, 0);
    record("b", 10, 5);
    record("c", 15, 0);
    harness.endOfInput();

    assertThat(harness.output()).containsExactly(result("a,b,c", 35, 14));
  }

  @Test
  void takesALateRecordThatJoinsAnOpenSession() throws Exception {
    open(BY_10, null, 0);
    record("a", 1, 20);
    harness.watermark(20);
    record("b", 1, 10);
    record("c", 1, 9);
    harness.endOfInput();

    assertThat(harness.output()).containsExactly(result("a,b,c", 3, 29));
    assertThat(harness.sideOutput("late")).isEmpty();
  }

  @Test
  void refusesALateRecordThatJoinsNone() throws Exception {
    open(BY_10, null, 0);
    record("a", 1, 30);
    harness.watermark(20);
    record("b", 1, 10);

    assertThat(harness.sideOutput("late")).containsExactly(result("b", 1, 10));
    assertThat(harness.endOfInput().output()).containsExactly(result("a", 1, 39));
  }

  @Test
  void firesASessionAgainThatGrowsWithinTheLateness() throws Exception {
    open(BY_10, null, 20);
    record("a", 1, 0);
    harness.watermark(10);
    record("b", 1, 5);
    harness.watermark(14);

    assertThat(harness.output()).containsExactly(result("a", 1, 9), result("a,b", 2, 14));
  }

  @Test
  void addsUpTheCountsOfSessionsThatMerge() throws Exception {
    open(BY_10, CountTrigger.of(4), 0);
    record("a", 1, 0);
    record("b", 1, 16);
    record("c", 1, 17);
    record("d", 1, 8);

    assertThat(harness.output()).containsExactly(result("a,b,c,d", 4, 26));
  }

  @Test
  void endsSessionsOfProcessingTimeByTheClock() throws Exception {
    open(SessionWindows.processingTime(Duration.ofMillis(10)), null, 0);
    record("a", 1, Long.MIN_VALUE);
    harness.clock(8);
    record("b", 1, Long.MIN_VALUE);

    assertThat(harness.clock(17).output()).isEmpty();
    assertThat(harness.clock(18).output()).containsExactly(result("a,b", 2, 17));
    assertThat(harness.stateEntryCount()).isZero();
  }

  @Test
  void goesOnWithSessionsAfterARestore() throws Exception {
    open(BY_10, null, 0);
    record("a", 1, 0);
    record("c", 1, 16);
    var snapshot = harness.snapshot(1);
    harness.close();
    harness =
        OperatorHarness.of(
                new WindowFactory(
                    new BuiltIn.Window(
                        BY_10,
                        null,
                        null,
                        0,
                        LATE,
                        new WindowComputation.Reduce((ReduceFunction<Item>) Item::plus, null))))
            .keyedBy(item -> ((Item) item).key())
            .restoredFrom(snapshot)
            .open();
    record("b", 1, 8);
    harness.endOfInput();

    assertThat(harness.output()).containsExactly(result("a,c,b", 3, 25));
  }

  @Test
  void hasNoStateOfItsOwnForAFunction() throws Exception {
    ProcessWindowFunction<Item, String, String, Window> function =
        (key, context, values, out) -> context.windowState().valueState("x");
    open(BY_10, null, 0, new WindowComputation.Process(function));
    record("a", 1, 0);

    assertThatThrownBy(() -> harness.endOfInput())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("use globalState()");
  }
}
