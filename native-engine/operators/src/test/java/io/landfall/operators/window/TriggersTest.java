package io.landfall.operators.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.function.ReduceFunction;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.window.ContinuousEventTimeTrigger;
import io.landfall.api.window.ContinuousProcessingTimeTrigger;
import io.landfall.api.window.CountEvictor;
import io.landfall.api.window.CountTrigger;
import io.landfall.api.window.DeltaEvictor;
import io.landfall.api.window.DeltaTrigger;
import io.landfall.api.window.Evictor;
import io.landfall.api.window.GlobalWindows;
import io.landfall.api.window.PurgingTrigger;
import io.landfall.api.window.TimeEvictor;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.TumblingWindows;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowComputation;
import io.landfall.operators.harness.OperatorHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When windows fire, and what evictors leave of them. */
class TriggersTest {

  private static final TumblingWindows BY_10 = TumblingWindows.eventTime(Duration.ofMillis(10));
  private static final WindowComputation REDUCE =
      new WindowComputation.Reduce((ReduceFunction<Item>) Item::plus, null);

  private final List<OperatorHarness> opened = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (OperatorHarness harness : opened) {
      harness.close();
    }
  }

  private OperatorHarness open(
      WindowAssigner<?, ?> assigner, Trigger<?, ?> trigger, Evictor<?, ?> evictor)
      throws Exception {
    OperatorHarness harness =
        OperatorHarness.of(
                new WindowFactory(new BuiltIn.Window(assigner, trigger, evictor, 0, null, REDUCE)))
            .keyedBy(item -> ((Item) item).key())
            .open();
    opened.add(harness);
    return harness;
  }

  private static void record(OperatorHarness harness, String id, long amount, long timestampMs)
      throws Exception {
    harness.record(new Item("k", id, amount), timestampMs);
  }

  private static List<String> ids(OperatorHarness harness) {
    return harness.values().stream().map(item -> ((Item) item).ids()).toList();
  }

  @Test
  void countsInWindowsOfRecords() throws Exception {
    OperatorHarness harness =
        open(GlobalWindows.create(), PurgingTrigger.of(CountTrigger.of(2)), null);
    for (String id : List.of("a", "b", "c", "d", "e")) {
      record(harness, id, 1, 0);
    }

    assertThat(ids(harness.endOfInput())).containsExactly("a,b", "c,d");
  }

  @Test
  void slidesOverRecords() throws Exception {
    OperatorHarness harness = open(GlobalWindows.create(), CountTrigger.of(2), CountEvictor.of(3));
    for (String id : List.of("a", "b", "c", "d", "e", "f")) {
      record(harness, id, 1, 0);
    }

    assertThat(ids(harness)).containsExactly("a,b", "b,c,d", "d,e,f");
  }

  @Test
  void leavesARestOfACountInItsTimeWindow() throws Exception {
    OperatorHarness harness = open(BY_10, CountTrigger.of(2), null);
    record(harness, "a", 1, 1);
    record(harness, "b", 1, 2);
    record(harness, "c", 1, 3);

    assertThat(ids(harness.endOfInput())).containsExactly("a,b");
    assertThat(harness.stateEntryCount()).isZero();
    assertThat(harness.timerCount()).isZero();
  }

  @Test
  void forgetsWhatHasFiredIfItPurges() throws Exception {
    OperatorHarness harness =
        open(BY_10, PurgingTrigger.of(ContinuousEventTimeTrigger.of(Duration.ofMillis(4))), null);
    record(harness, "a", 1, 1);
    harness.watermark(4);
    record(harness, "b", 1, 5);
    harness.watermark(9);

    assertThat(ids(harness)).containsExactly("a", "b");
  }

  @Test
  void firesAtMultiplesOfEventTimeAndAtTheEnd() throws Exception {
    OperatorHarness harness =
        open(BY_10, ContinuousEventTimeTrigger.of(Duration.ofMillis(4)), null);
    record(harness, "a", 1, 1);
    harness.watermark(3).watermark(4);
    record(harness, "b", 1, 5);
    harness.watermark(8).watermark(9);

    assertThat(ids(harness)).containsExactly("a", "a,b", "a,b");
    assertThat(harness.timerCount()).isZero();
  }

  @Test
  void firesOnceForAllMultiplesThatTheWatermarkJumpsOver() throws Exception {
    OperatorHarness harness =
        open(GlobalWindows.create(), ContinuousEventTimeTrigger.of(Duration.ofMillis(1)), null);
    record(harness, "a", 1, 0);
    harness.watermark(1_700_000_000_000L);

    assertThat(ids(harness)).containsExactly("a");
    assertThat(ids(harness.endOfInput())).containsExactly("a", "a", "a");
  }

  @Test
  void firesAtMultiplesOfTheClock() throws Exception {
    OperatorHarness harness =
        open(
            TumblingWindows.processingTime(Duration.ofMillis(10)),
            ContinuousProcessingTimeTrigger.of(Duration.ofMillis(4)),
            null);
    record(harness, "a", 1, Long.MIN_VALUE);
    harness.clock(5);
    record(harness, "b", 1, Long.MIN_VALUE);
    harness.clock(9).clock(10);

    assertThat(ids(harness)).containsExactly("a", "a,b", "a,b");
    assertThat(harness.timerCount()).isZero();
    assertThat(harness.stateEntryCount()).isZero();
  }

  @Test
  void firesWhenARecordIsFarFromTheLastThatFired() throws Exception {
    OperatorHarness harness =
        open(
            GlobalWindows.create(),
            DeltaTrigger.<Item>of(5, (before, now) -> now.amount() - before.amount()),
            null);
    record(harness, "a", 10, 0);
    record(harness, "b", 15, 0);
    record(harness, "c", 16, 0);
    record(harness, "d", 21, 0);

    assertThat(ids(harness)).containsExactly("a,b,c");
  }

  @Test
  void letsATriggerOfTheUserKeepStateOfAnyKind() throws Exception {
    OperatorHarness harness = open(BY_10, new CaseFunctions.Custom(), null);
    record(harness, "a", 6, 1);
    record(harness, "b", 6, 2);
    record(harness, "c", 1, 3);
    record(harness, "d", 2, 4);

    assertThat(ids(harness)).as("at a sum of 12").containsExactly("a,b");
    assertThat(ids(harness.watermark(9))).as("purged at a third amount").containsExactly("a,b");
    assertThat(harness.stateEntryCount()).isZero();
  }

  @Test
  void evictsOldRecordsBeforeTheFunction() throws Exception {
    OperatorHarness harness = open(BY_10, null, TimeEvictor.of(Duration.ofMillis(3)));
    record(harness, "a", 1, 1);
    record(harness, "b", 1, 7);
    record(harness, "c", 1, 5);
    record(harness, "d", 1, 4);
    harness.watermark(9);

    assertThat(ids(harness)).containsExactly("b,c");
  }

  @Test
  void evictsAfterTheFunctionForTheNextFiring() throws Exception {
    OperatorHarness harness =
        open(GlobalWindows.create(), CountTrigger.of(2), CountEvictor.of(1).afterFunction());
    for (String id : List.of("a", "b", "c", "d")) {
      record(harness, id, 1, 0);
    }

    assertThat(ids(harness)).containsExactly("a,b", "b,c,d");
  }

  @Test
  void evictsWhatIsFarFromTheLastRecord() throws Exception {
    OperatorHarness harness =
        open(
            BY_10,
            null,
            DeltaEvictor.<Item>of(3, (each, last) -> Math.abs(last.amount() - each.amount())));
    record(harness, "a", 1, 1);
    record(harness, "b", 5, 2);
    record(harness, "c", 8, 3);
    record(harness, "d", 6, 4);
    harness.watermark(9);

    assertThat(ids(harness)).containsExactly("b,c,d");
  }
}
