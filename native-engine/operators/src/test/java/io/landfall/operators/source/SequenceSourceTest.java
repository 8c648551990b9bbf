package io.landfall.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.connector.SequenceSource;
import io.landfall.api.connector.SequenceSource.IndexRange;
import io.landfall.operators.harness.OperatorHarness;
import io.landfall.operators.harness.OperatorSnapshot;
import io.landfall.operators.spi.SourceCoordinator;
import io.landfall.operators.spi.SourceOperator.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceSourceTest {

  private static SplitSourceFactory<Long, ?, ?> source(long count, double rate) {
    return new SplitSourceFactory<>(new SequenceSource<>("numbers", i -> i, count, rate));
  }

  private static OperatorHarness opened(SplitSourceFactory<Long, ?, ?> factory, long end)
      throws Exception {
    OperatorHarness harness = OperatorHarness.of(factory).startingAt(1_000).open();
    return harness
        .coordinatorEvent(new SplitEvent.Assigned<>(new IndexRange("range-0", 0, end)))
        .coordinatorEvent(new SplitEvent.NoMoreSplits());
  }

  private static List<Object> numbers(long from, long to) {
    return LongStream.range(from, to).<Object>mapToObj(i -> i).toList();
  }

  @Test
  void endsBehindTheLastRecord() throws Exception {
    try (OperatorHarness harness = opened(source(10, SequenceSource.UNLIMITED), 10)) {
      assertThat(harness.poll(7)).isEqualTo(Poll.MORE);
      assertThat(harness.poll(7)).isEqualTo(Poll.MORE);
      assertThat(harness.poll(7)).isEqualTo(Poll.END);
      assertThat(harness.values()).isEqualTo(numbers(0, 10));
    }
  }

  @Test
  void emitsNoFasterThanItsRate() throws Exception {
    try (OperatorHarness harness = opened(source(1_000, 1_000), 1_000)) {
      harness.poll(100);
      assertThat(harness.poll(100)).isEqualTo(Poll.NOTHING_NOW);
      assertThat(harness.takeValues()).hasSize(1);
      harness.clock(1_050);
      harness.poll(100);
      assertThat(harness.poll(100)).isEqualTo(Poll.NOTHING_NOW);
      assertThat(harness.takeValues()).isEqualTo(numbers(1, 51));
    }
  }

  @Test
  void endsAPollWhenNoMoreRecordsFit() throws Exception {
    try (OperatorHarness harness = opened(source(10, SequenceSource.UNLIMITED), 10).roomFor(4)) {
      assertThat(harness.poll(7)).isEqualTo(Poll.MORE);
      assertThat(harness.takeValues()).isEqualTo(numbers(0, 4));
      assertThat(harness.poll(7)).isEqualTo(Poll.MORE);
      assertThat(harness.takeValues()).isEqualTo(numbers(4, 8));
    }
  }

  @Test
  void makesUpForItsRateWhatDidNotFit() throws Exception {
    try (OperatorHarness harness = opened(source(1_000, 1_000), 1_000).roomFor(4)) {
      harness.clock(1_000);
      harness.poll(100);
      harness.clock(1_050);
      harness.poll(100);
      assertThat(harness.takeValues()).isEqualTo(numbers(0, 4));
      harness.roomFor(100).poll(100);
      assertThat(harness.takeValues()).isEqualTo(numbers(4, 51));
    }
  }

  @Test
  void goesOnBehindTheLastRecordOfTheSnapshot() throws Exception {
    SplitSourceFactory<Long, ?, ?> factory = source(10, SequenceSource.UNLIMITED);
    OperatorSnapshot snapshot;
    try (OperatorHarness harness = opened(factory, 10)) {
      harness.poll(4);
      snapshot = harness.snapshot(1);
    }

    try (OperatorHarness harness = OperatorHarness.of(factory).restoredFrom(snapshot).open()) {
      harness.poll(100);
      assertThat(harness.values()).isEqualTo(numbers(4, 10));
      assertThat(harness.poll(1))
          .as("nobody has said that this is all")
          .isEqualTo(Poll.NOTHING_NOW);
    }
  }

  @Test
  void dealsTheIndexesOutToAllSubtasksOnce() throws Exception {
    for (int parallelism : new int[] {1, 2, 3, 7, 12}) {
      List<Long> dealt = new ArrayList<>();
      source(10, 1).createCoordinator(null).start(new Dealing(parallelism, dealt));
      assertThat(dealt).as("parallelism %d", parallelism).isEqualTo(numbers(0, 10));
    }
  }

  @Test
  void dealsNothingOutAgainWhenRestored() throws Exception {
    SplitSourceFactory<Long, ?, ?> factory = source(10, 1);
    byte[] remembered = factory.createCoordinator(null).snapshot(1);
    List<Long> dealt = new ArrayList<>();

    factory.createCoordinator(remembered).start(new Dealing(3, dealt));

    assertThat(dealt).isEmpty();
  }

  private record Dealing(int parallelism, List<Long> indexes) implements SourceCoordinator.Context {
    @Override
    public void sendToSubtask(int subtaskIndex, Object event) {
      if (event instanceof SplitEvent.Assigned<?> assigned) {
        IndexRange range = (IndexRange) assigned.split();
        LongStream.range(range.next(), range.end()).forEach(indexes::add);
      }
    }

    @Override
    public void schedule(long periodMs, SourceCoordinator.Action action) {}
  }
}
