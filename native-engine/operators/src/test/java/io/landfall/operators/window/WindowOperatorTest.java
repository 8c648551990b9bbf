package io.landfall.operators.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.function.OutputTag;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.window.CumulatingWindows;
import io.landfall.api.window.GlobalWindows;
import io.landfall.api.window.ProcessWindowFunction;
import io.landfall.api.window.SlidingWindows;
import io.landfall.api.window.TumblingWindows;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowComputation;
import io.landfall.operators.harness.Emitted;
import io.landfall.operators.harness.OperatorHarness;
import io.landfall.operators.harness.OperatorSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows that do not merge, with the triggers that they have by default. */
class WindowOperatorTest {

  private static final OutputTag<Item> LATE = new OutputTag<>("late");
  private static final WindowComputation REDUCE =
      new WindowComputation.Reduce((ReduceFunction<Item>) Item::plus, null);

  private final List<OperatorHarness> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (OperatorHarness harness : opened) {
      harness.close();
    }
  }

  private static BuiltIn.Window windows(WindowAssigner<?, ?> assigner, long latenessMs) {
    return new BuiltIn.Window(assigner, null, null, latenessMs, LATE, REDUCE);
  }

  private static BuiltIn.Window tumblingBy10() {
    return windows(TumblingWindows.eventTime(Duration.ofMillis(10)), 0);
  }

  private OperatorHarness unopened(BuiltIn.Window spec) {
    OperatorHarness harness =
        OperatorHarness.of(new WindowFactory(spec)).keyedBy(item -> ((Item) item).key());
    opened.add(harness);
    return harness;
  }

  private OperatorHarness open(BuiltIn.Window spec) throws Exception {
    return unopened(spec).open();
  }

  private static Item item(String ids) {
    return new Item("k", ids, 1);
  }

  private static Emitted result(String ids, long amount, long timestampMs) {
    return new Emitted(new Item("k", ids, amount), timestampMs);
  }

  @Test
  void firesAWindowOnceWhenTheWatermarkPassesItsEnd() throws Exception {
    OperatorHarness harness = open(tumblingBy10());
    harness.record(item("a"), 3).record(item("b"), 9).record(item("c"), 10);

    assertThat(harness.watermark(8).output()).isEmpty();
    harness.watermark(9).watermark(18);
    assertThat(harness.output()).containsExactly(result("a,b", 2, 9));
    assertThat(harness.watermarks()).containsExactly(8L, 9L, 18L);
  }

  @Test
  void cutsTimeAtTheOffsetAlsoBefore1970() throws Exception {
    OperatorHarness harness =
        open(
            windows(
                TumblingWindows.eventTime(Duration.ofMillis(10)).withOffset(Duration.ofMillis(3)),
                0));
    harness.record(item("a"), -8).record(item("b"), -7).record(item("c"), 2).endOfInput();

    assertThat(harness.output()).containsExactly(result("a", 1, -8), result("b,c", 2, 2));
  }

  @Test
  void putsARecordIntoEachSlidingWindow() throws Exception {
    OperatorHarness harness =
        open(windows(SlidingWindows.eventTime(Duration.ofMillis(10), Duration.ofMillis(5)), 0));
    harness.record(item("a"), 7).record(item("b"), 12).endOfInput();

    assertThat(harness.output())
        .containsExactly(result("a", 1, 9), result("a,b", 2, 14), result("b", 1, 19));
  }

  @Test
  void cumulatesFromOneStepToTheNext() throws Exception {
    OperatorHarness harness =
        open(windows(CumulatingWindows.eventTime(Duration.ofMillis(15), Duration.ofMillis(5)), 0));
    harness.record(item("a"), 2).record(item("b"), 7).record(item("c"), 16).endOfInput();

    assertThat(harness.output())
        .containsExactly(
            result("a", 1, 4),
            result("a,b", 2, 9),
            result("a,b", 2, 14),
            result("c", 1, 19),
            result("c", 1, 24),
            result("c", 1, 29));
  }

  @Test
  void firesAgainForEachRecordWithinTheAllowedLateness() throws Exception {
    OperatorHarness harness = open(windows(TumblingWindows.eventTime(Duration.ofMillis(10)), 5));
    harness.record(item("a"), 3).watermark(13).record(item("b"), 4);

    assertThat(harness.output()).containsExactly(result("a", 1, 9), result("a,b", 2, 9));
    harness.watermark(14).record(item("c"), 5);
    assertThat(harness.sideOutput("late")).containsExactly(result("c", 1, 5));
    assertThat(harness.stateEntryCount()).isZero();
    assertThat(harness.timerCount()).isZero();
  }

  @Test
  void opensAWindowForARecordThatComesBehindItsEndButWithinTheLateness() throws Exception {
    OperatorHarness harness = open(windows(TumblingWindows.eventTime(Duration.ofMillis(10)), 5));
    harness.watermark(12).record(item("a"), 3);

    assertThat(harness.output()).containsExactly(result("a", 1, 9));
  }

  @Test
  void addsARecordOnlyToThoseWindowsThatAreNotLate() throws Exception {
    OperatorHarness harness =
        open(windows(SlidingWindows.eventTime(Duration.ofMillis(10), Duration.ofMillis(5)), 0));
    harness.watermark(9).record(item("a"), 7);

    assertThat(harness.output()).isEmpty();
    assertThat(harness.sideOutput("late")).isEmpty();
    assertThat(harness.endOfInput().output()).containsExactly(result("a", 1, 14));
  }

  @Test
  void dropsAndCountsLateRecordsIfNobodyWantsThem() throws Exception {
    OperatorHarness harness =
        open(
            new BuiltIn.Window(
                TumblingWindows.eventTime(Duration.ofMillis(10)), null, null, 0, null, REDUCE));
    harness.watermark(9).record(item("a"), 9).record(item("b"), 10);

    assertThat(harness.counter("lateRecordsDropped")).isEqualTo(1);
    assertThat(harness.endOfInput().output()).containsExactly(result("b", 1, 19));
  }

  @Test
  void whatWasLateStaysLateAfterARestore() throws Exception {
    OperatorHarness before = open(tumblingBy10());
    OperatorSnapshot snapshot = before.watermark(25).snapshot(1);

    OperatorHarness after = unopened(tumblingBy10()).restoredFrom(snapshot).open();
    after.record(item("late"), 19).record(item("not late"), 26).watermark(3);

    assertThat(after.sideOutput("late")).containsExactly(result("late", 1, 19));
    // Nor is it forgotten by the next snapshot, before the watermark has come there again.
    OperatorHarness again = unopened(tumblingBy10()).restoredFrom(after.snapshot(2)).open();
    again.record(item("late"), 19);
    assertThat(again.sideOutput("late")).hasSize(1);
    assertThat(again.endOfInput().output()).containsExactly(result("not late", 1, 29));
  }

  @Test
  void takesForEachKeyTheWatermarkOfTheSubtaskThatHadIt() throws Exception {
    String inFirst = keyOf(0);
    String inSecond = keyOf(1);
    List<OperatorSnapshot> snapshots = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      OperatorHarness old = unopened(tumblingBy10()).subtask(i, 2).open();
      snapshots.add(old.watermark(i == 0 ? 100 : 10).snapshot(1));
    }

    OperatorHarness one = unopened(tumblingBy10()).restoredFrom(snapshots).open();
    one.record(new Item(inFirst, "a", 1), 50).record(new Item(inSecond, "b", 1), 50);

    assertThat(one.sideOutput("late")).containsExactly(new Emitted(new Item(inFirst, "a", 1), 50));
    assertThat(one.endOfInput().values()).containsExactly(new Item(inSecond, "b", 1));
  }

  private static String keyOf(int subtask) {
    for (int i = 0; ; i++) {
      if (OperatorHarness.subtaskOf("key" + i, 2) == subtask) {
        return "key" + i;
      }
    }
  }

  @Test
  void isOpenAgainForMoreInputAfterAnInputHasEnded() throws Exception {
    OperatorHarness before = open(tumblingBy10());
    OperatorSnapshot snapshot = before.watermark(5).endOfInput().snapshot(1);

    OperatorHarness after = unopened(tumblingBy10()).restoredFrom(snapshot).open();
    after.record(item("a"), 7).endOfInput();

    assertThat(after.output()).containsExactly(result("a", 1, 9));
  }

  @Test
  void restoresContentAndTimers() throws Exception {
    OperatorHarness before = open(tumblingBy10());
    OperatorSnapshot snapshot = before.record(item("a"), 3).snapshot(1);

    OperatorHarness after = unopened(tumblingBy10()).restoredFrom(snapshot).open();
    after.record(item("b"), 4).watermark(9);

    assertThat(after.output()).containsExactly(result("a,b", 2, 9));
  }

  @Test
  void refusesRecordsWithoutATimestampInWindowsOfEventTime() throws Exception {
    OperatorHarness harness = open(tumblingBy10());

    assertThatThrownBy(() -> harness.record(item("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has no timestamp")
        .hasMessageContaining("withTimestamps");
  }

  @Test
  void firesWindowsOfProcessingTimeByTheClock() throws Exception {
    OperatorHarness harness =
        unopened(windows(TumblingWindows.processingTime(Duration.ofMillis(10)), 0))
            .startingAt(104)
            .open();
    harness.record(item("a")).clock(108).record(item("b"));

    assertThat(harness.watermark(1_000).output()).isEmpty();
    assertThat(harness.clock(109).record(item("in the last ms")).output()).isEmpty();
    assertThat(harness.clock(110).output()).containsExactly(result("a,b,in the last ms", 3, 109));
    assertThat(harness.stateEntryCount()).isZero();
    assertThat(harness.timerCount()).isZero();
  }

  @Test
  void neverFiresTheGlobalWindowByItself() throws Exception {
    OperatorHarness harness = open(windows(GlobalWindows.create(), 0));
    harness.record(item("a"), 3).clock(1_000).endOfInput();

    assertThat(harness.output()).isEmpty();
  }

  @Test
  void firesTheGlobalWindowAtTheEndOfTheInputIfToldTo() throws Exception {
    OperatorHarness harness = open(windows(GlobalWindows.firingAtEndOfInput(), 0));
    harness.record(item("a"), 3).record(item("b")).watermark(1_000);

    assertThat(harness.output()).isEmpty();
    assertThat(harness.endOfInput().output()).containsExactly(result("a,b", 2, Long.MAX_VALUE));
  }

  @Test
  void keepsWindowsApartAtBothEndsOfTime() throws Exception {
    OperatorHarness harness = open(tumblingBy10());
    harness
        .record(item("first"), Long.MIN_VALUE + 1)
        .record(item("last"), Long.MAX_VALUE)
        .watermark(0)
        .endOfInput();

    assertThat(harness.output())
        .containsExactly(
            result("first", 1, Long.MIN_VALUE + 7), result("last", 1, Long.MAX_VALUE - 1));
  }

  @Test
  void keepsSlicesApartThatAreFurtherApartThanItRemembers() throws Exception {
    OperatorHarness harness =
        open(windows(SlidingWindows.eventTime(Duration.ofMillis(10), Duration.ofMillis(5)), 0));
    long far = 5 << 20;
    // Of the slice at 0 the first window is over, the second is not.
    harness.record(item("a"), 0).record(item("b"), far).watermark(4);
    harness.record(item("c"), 1).record(item("d"), far + 1).record(item("e"), 2).watermark(9);
    harness.record(item("late"), 3).record(item("f"), far + 2).endOfInput();

    assertThat(harness.sideOutput("late")).containsExactly(new Emitted(item("late"), 3));
    assertThat(harness.output())
        .containsExactly(
            result("a", 1, 4),
            result("a,c,e", 3, 9),
            result("b,d,f", 3, far + 4),
            result("b,d,f", 3, far + 9));
  }

  @Test
  void keepsStateForEachWindowAndForAllWindowsOfAKey() throws Exception {
    OperatorHarness harness =
        open(
            new BuiltIn.Window(
                TumblingWindows.eventTime(Duration.ofMillis(10)),
                null,
                null,
                100,
                null,
                new WindowComputation.Process(new CaseFunctions.Report(false))));
    harness.record(item("a"), 3).watermark(9).record(item("b"), 4).record(item("c"), 15);
    harness.watermark(19);

    assertThat(harness.values())
        .extracting(report -> report.toString().replaceAll(".*#(\\S+):.*", "$1"))
        .containsExactly("1/1", "2/2", "1/3");
    harness.endOfInput();
    assertThat(harness.stateEntryCount()).as("the key's").isEqualTo(1);
  }

  @Test
  void handsTheOneValueToTheFunctionBehindAnIncrementalOne() throws Exception {
    OperatorHarness harness =
        open(
            new BuiltIn.Window(
                TumblingWindows.eventTime(Duration.ofMillis(10)),
                null,
                null,
                0,
                null,
                new WindowComputation.Aggregate(
                    new CaseFunctions.Ids(), new CaseFunctions.Report(false))));
    harness.record(item("a"), 3).record(item("b"), 4).watermark(12);

    assertThat(harness.values())
        .containsExactly("k TimeWindow[startMs=0, endMs=10] @12 #1/1: ka,kb;");
  }

  @Test
  void emitsToSideOutputsWithTheTimestampOfTheWindow() throws Exception {
    OutputTag<String> side = new OutputTag<>("side");
    ProcessWindowFunction<Item, String, String, Window> function =
        (key, context, values, out) -> context.output(side, key);
    OperatorHarness harness =
        open(
            new BuiltIn.Window(
                TumblingWindows.eventTime(Duration.ofMillis(10)),
                null,
                null,
                0,
                null,
                new WindowComputation.Process(function)));
    harness.record(item("a"), 3).watermark(9);

    assertThat(harness.sideOutput("side")).containsExactly(new Emitted("k", 9));
  }
}
