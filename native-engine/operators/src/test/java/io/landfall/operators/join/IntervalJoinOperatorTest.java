package io.landfall.operators.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.function.JoinFunction;
import io.landfall.api.function.KeySelector;
import io.landfall.api.function.OutputTag;
import io.landfall.api.graph.BuiltIn;
import io.landfall.operators.harness.Emitted;
import io.landfall.operators.harness.OperatorHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class IntervalJoinOperatorTest {

  private static final JoinFunction<String, String, String> PAIR = (left, right) -> left + right;
  private static final KeySelector<String, String> KEY = record -> record.substring(0, 1);

  private static BuiltIn.IntervalJoin between(long lowerMs, long upperMs) {
    return new BuiltIn.IntervalJoin(lowerMs, upperMs, new OutputTag<>("late-left"), null, PAIR);
  }

  private static OperatorHarness unopened(BuiltIn.IntervalJoin spec) {
    return OperatorHarness.of(IntervalJoinFactory.of(spec)).keyedBy(KEY).keyedBy(KEY);
  }

  @Test
  void pairsRecordsOfAKeyWithinTheBounds() throws Exception {
    try (OperatorHarness harness = unopened(between(-2, 3)).open()) {
      harness.record(0, "k", 10).record(0, "other", 10);
      for (long atMs : new long[] {14, 7, 13, 8}) {
        harness.record(1, "k@" + atMs, atMs);
      }

      assertThat(harness.output())
          .containsExactly(new Emitted("kk@13", 13), new Emitted("kk@8", 10));
    }
  }

  @Test
  void givesSeveralMatchesInTheOrderOfTime() throws Exception {
    try (OperatorHarness harness = unopened(between(-5, 5)).open()) {
      harness.record(1, "k3", 13).record(1, "k1", 11).record(1, "k2", 12).record(0, "k", 10);

      assertThat(harness.values()).containsExactly("kk1", "kk2", "kk3");
    }
  }

  @Test
  void setsLateRecordsAside() throws Exception {
    try (OperatorHarness harness = unopened(between(0, 5)).open()) {
      harness.watermark(10).record(0, "k", 10).record(1, "k", 9).record(1, "k", 11);

      assertThat(harness.sideOutput("late-left")).containsExactly(new Emitted("k", 10));
      assertThat(harness.counter("lateRecordsDropped")).isEqualTo(1);
    }
  }

  @Test
  void forgetsRecordsThatCanMeetNoOther() throws Exception {
    try (OperatorHarness harness = unopened(between(-2, 3)).open()) {
      harness.record(0, "k", 10).record(1, "k", 20).watermark(13);
      assertThat(harness.timerCount()).isEqualTo(1);

      harness.watermark(22);
      assertThat(harness.timerCount()).isZero();
      assertThat(harness.stateEntryCount()).isZero();
    }
  }

  @Test
  void goesOnAfterARestoreAndKeepsLateRecordsLate() throws Exception {
    var snapshot = unopened(between(0, 5)).open().watermark(10).record(0, "k", 12).snapshot(1);
    try (OperatorHarness harness = unopened(between(0, 5)).restoredFrom(snapshot).open()) {
      harness.record(1, "k", 10).record(1, "k", 14);

      assertThat(harness.output()).containsExactly(new Emitted("kk", 14));
      assertThat(harness.counter("lateRecordsDropped")).isEqualTo(1);
    }
  }

  @Test
  void refusesRecordsWithoutATimestamp() throws Exception {
    try (OperatorHarness harness = unopened(between(0, 5)).open()) {
      assertThatThrownBy(() -> harness.record(0, "k", Long.MIN_VALUE))
          .hasMessageContaining("record 'k' has no timestamp");
    }
  }

  @Test
  void refusesBoundsWithNothingBetween() {
    assertThat(between(3, 2).mistake())
        .hasValueSatisfying(
            words -> assertThat(words).contains("lower bound 3 ms and the upper bound 2 ms"));
  }

  private record Sent(int input, String record, long atMs) {}

  /** With watermarks as far ahead as nothing is late: exactly what two nested loops find. */
  @Property(tries = 500)
  void findsWhatTwoNestedLoopsFind(@ForAll Random random) throws Exception {
    long lower = random.nextInt(21) - 10;
    long upper = lower + random.nextInt(15);
    List<Sent> sent = new ArrayList<>();
    List<Emitted> expected = new ArrayList<>();
    try (OperatorHarness harness = unopened(between(lower, upper)).open()) {
      long timeMs = 0;
      for (int i = 0; i < 60; i++) {
        timeMs += random.nextInt(4);
        String record = "abc".charAt(random.nextInt(3)) + String.valueOf(i);
        Sent each = new Sent(random.nextInt(2), record, timeMs - random.nextInt(8));
        harness.record(each.input(), each.record(), each.atMs());
        sent.add(each);
        harness.watermark(timeMs - 9);
      }
      for (Sent left : sent) {
        for (Sent right : sent) {
          long apartMs = right.atMs - left.atMs;
          if (left.input == 0
              && right.input == 1
              && left.record.charAt(0) == right.record.charAt(0)
              && apartMs >= lower
              && apartMs <= upper) {
            expected.add(new Emitted(left.record + right.record, Math.max(left.atMs, right.atMs)));
          }
        }
      }
      assertThat(harness.output()).containsExactlyInAnyOrderElementsOf(expected);
      harness.endOfInput();
      assertThat(harness.stateEntryCount()).isZero();
    }
  }
}
