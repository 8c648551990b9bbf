package io.landfall.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.connector.SourceSplit;
import io.landfall.api.connector.SplitEnumerator;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.operators.harness.OperatorHarness;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitWatermarksTest {

  private static final long INTERVAL_MS = 100;
  private static final String END = "end";

  private record Named(String splitId) implements SourceSplit, Serializable {}

  /** Emits what a test hands it, as records of the split that the test names. */
  private static final class Scripted implements Source<Long, Named, String> {
    private record Step(String splitId, long timestampMs) {}

    private final Queue<Step> steps = new ArrayDeque<>();
    private final List<Set<String>> paused = new ArrayList<>();
    private final boolean namesSplits;

    Scripted(boolean namesSplits) {
      this.namesSplits = namesSplits;
    }

    Scripted emit(String splitId, long timestampMs) {
      steps.add(new Step(splitId, timestampMs));
      return this;
    }

    Scripted end(String splitId) {
      steps.add(new Step(splitId + END, 0));
      return this;
    }

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public boolean isBounded() {
      return false;
    }

    @Override
    public SplitEnumerator<Named, String> createEnumerator(String restored) {
      throw new UnsupportedOperationException("the test assigns");
    }

    @Override
    public SourceReader<Long, Named> createReader(ReaderContext context) {
      return new SourceReader<>() {
        private final List<Named> splits = new ArrayList<>();

        @Override
        public Status poll(RecordOutput<Long> output, int maxRecords) {
          for (Step step; (step = steps.poll()) != null; ) {
            if (step.splitId().endsWith(END)) {
              output.endSplit(step.splitId().replace(END, ""));
            } else if (namesSplits) {
              output.ofSplit(step.splitId()).emit(step.timestampMs(), step.timestampMs());
            } else {
              output.emit(step.timestampMs(), step.timestampMs());
            }
          }
          return Status.NOTHING_NOW;
        }

        @Override
        public void addSplits(List<Named> added) {
          splits.addAll(added);
        }

        @Override
        public void pauseSplits(Set<String> splitIds) {
          paused.add(splitIds);
        }

        @Override
        public void noMoreSplits() {}

        @Override
        public List<Named> snapshot(long checkpointId) {
          return splits;
        }
      };
    }
  }

  private final Scripted source = new Scripted(true);

  private static OperatorHarness open(Scripted source, String... splits) throws Exception {
    return open(source, WatermarkStrategy.monotonous(), splits);
  }

  private static OperatorHarness open(
      Scripted source, WatermarkStrategy<Long> strategy, String... splits) throws Exception {
    OperatorHarness harness =
        OperatorHarness.of(new SplitSourceFactory<>(source, strategy, INTERVAL_MS)).open();
    for (String split : splits) {
      assign(harness, split);
    }
    return harness;
  }

  private static void assign(OperatorHarness harness, String split) throws Exception {
    harness.coordinatorEvent(new SplitEvent.Assigned<>(new Named(split)));
  }

  @Test
  void isTheSmallestOfAllSplits() throws Exception {
    try (OperatorHarness harness = open(source, "a", "b")) {
      source.emit("a", 1_000).emit("b", 20).emit("b", 30);
      harness.poll(10);
      harness.clock(INTERVAL_MS);
      assertThat(harness.watermarks()).containsExactly(29L);

      source.emit("b", 5_000);
      harness.poll(10);
      harness.clock(2 * INTERVAL_MS);
      assertThat(harness.watermarks()).containsExactly(29L, 999L);
    }
  }

  private static WatermarkStrategy<Long> aligned() {
    return WatermarkStrategy.<Long>monotonous().withAlignment("all", Duration.ofMillis(100));
  }

  @Test
  void pausesTheSplitsThatRunAheadAndLetsTheOthersGoOn() throws Exception {
    try (OperatorHarness harness = open(source, aligned(), "a", "b")) {
      source.emit("a", 1_000).emit("b", 20);
      harness.poll(10);
      harness.clock(INTERVAL_MS);
      assertThat(source.paused).containsExactly(Set.of("a"));

      source.emit("b", 950);
      harness.poll(10);
      harness.clock(2 * INTERVAL_MS);
      assertThat(source.paused).containsExactly(Set.of("a"), Set.of());
    }
  }

  @Test
  void readsNothingWhileAllSplitsAreAheadOfOthersInTheGroup() throws Exception {
    try (OperatorHarness harness = open(source, aligned(), "a")) {
      harness.othersInGroupAt(50);
      source.emit("a", 1_000);
      harness.poll(10);
      source.emit("a", 1_001);
      harness.poll(10);
      assertThat(harness.values()).containsExactly(1_000L);

      harness.othersInGroupAt(920).clock(INTERVAL_MS);
      harness.poll(10);
      assertThat(harness.values()).containsExactly(1_000L, 1_001L);
    }
  }

  @Test
  void isNotIdleBecauseItWaitsForOthers() throws Exception {
    WatermarkStrategy<Long> impatient = aligned().withIdleness(Duration.ofMillis(INTERVAL_MS));
    try (OperatorHarness harness = open(source, impatient, "a")) {
      harness.othersInGroupAt(50);
      source.emit("a", 1_000);
      harness.poll(10);
      harness.poll(10);
      harness.clock(5 * INTERVAL_MS);

      assertThat(harness.idleness()).isEmpty();
    }
  }

  @Test
  void waitsForASplitThatHasHadNoRecordYet() throws Exception {
    try (OperatorHarness harness = open(source, "a", "b")) {
      source.emit("a", 1_000);
      harness.poll(10);
      harness.clock(INTERVAL_MS);

      assertThat(harness.watermarks()).isEmpty();
      assertThat(harness.idleness()).isEmpty();
    }
  }

  @Test
  void neverGoesBackWhenASplitIsAdded() throws Exception {
    try (OperatorHarness harness = open(source, "a")) {
      source.emit("a", 1_000);
      harness.poll(10);
      harness.clock(INTERVAL_MS);
      assign(harness, "b");
      source.emit("a", 3_000).emit("b", 500);
      harness.poll(10);
      harness.clock(2 * INTERVAL_MS);
      source.emit("b", 2_000);
      harness.poll(10);
      harness.clock(3 * INTERVAL_MS);

      assertThat(harness.watermarks()).containsExactly(999L, 1_999L);
    }
  }

  @Test
  void passesByASplitThatIsSilentUntilItsNextRecord() throws Exception {
    WatermarkStrategy<Long> strategy =
        WatermarkStrategy.<Long>monotonous().withIdleness(Duration.ofMillis(2 * INTERVAL_MS));
    try (OperatorHarness harness = open(source, strategy, "a", "b")) {
      for (int i = 1; i <= 3; i++) {
        source.emit("a", 1_000L * i);
        harness.poll(10);
        harness.clock(i * INTERVAL_MS);
      }
      assertThat(harness.watermarks()).containsExactly(1_999L, 2_999L);

      source.emit("b", 10).emit("a", 9_000);
      harness.poll(10);
      harness.clock(4 * INTERVAL_MS);
      assertThat(harness.watermarks()).containsExactly(1_999L, 2_999L);
      assertThat(harness.idleness()).isEmpty();
    }
  }

  @Test
  void isIdleWhenAllSplitsAre() throws Exception {
    WatermarkStrategy<Long> strategy =
        WatermarkStrategy.<Long>monotonous().withIdleness(Duration.ofMillis(INTERVAL_MS));
    try (OperatorHarness harness = open(source, strategy, "a", "b")) {
      harness.clock(INTERVAL_MS);
      assertThat(harness.idleness()).containsExactly(true);
      source.emit("b", 10);
      harness.poll(10);
      assertThat(harness.idleness()).containsExactly(true, false);
    }
  }

  @Test
  void isIdleWithoutAnySplit() throws Exception {
    try (OperatorHarness harness = open(source)) {
      harness.clock(INTERVAL_MS);
      assertThat(harness.idleness()).containsExactly(true);
    }
  }

  @Test
  void forgetsASplitThatHasEnded() throws Exception {
    try (OperatorHarness harness = open(source, "a", "b")) {
      source.emit("a", 1_000).emit("b", 20).end("b");
      harness.poll(10);
      harness.clock(INTERVAL_MS);

      assertThat(harness.watermarks()).containsExactly(999L);
    }
  }

  @Test
  void takesRecordsOfReadersThatDoNotNameSplits() throws Exception {
    Scripted unnamed = new Scripted(false);
    try (OperatorHarness harness = open(unnamed, "a", "b")) {
      unnamed.emit("a", 1_000).emit("b", 20);
      harness.poll(10);
      harness.clock(INTERVAL_MS);

      assertThat(harness.watermarks()).containsExactly(999L);
    }
  }

  @Test
  void givesTimestampsByTheStrategy() throws Exception {
    WatermarkStrategy<Long> strategy =
        WatermarkStrategy.<Long>monotonous().withTimestamps((value, given) -> value * 10);
    try (OperatorHarness harness = open(source, strategy, "a")) {
      source.emit("a", 7);
      harness.poll(10);
      harness.clock(INTERVAL_MS);

      assertThat(harness.output().get(0).timestampMs()).isEqualTo(70);
      assertThat(harness.watermarks()).containsExactly(69L);
    }
  }
}
