package io.landfall.operators.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.operators.harness.OperatorHarness;
import io.landfall.operators.harness.OperatorSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwoPhaseSinkOperatorTest {

  /** Writes down what is done to it; a transaction's handle is its records, joined. */
  private static final class LoudSink implements TwoPhaseSink<String, String> {
    final List<String> events = new ArrayList<>();
    boolean commitsItself;

    @Override
    public String name() {
      return "loud";
    }

    @Override
    public Writer<String, String> createWriter(WriterContext context) {
      throw new AssertionError("the one that is told of what was restored is there");
    }

    @Override
    public Writer<String, String> createWriter(WriterContext context, List<String> restored) {
      events.add("open behind " + context.restoredCheckpointId() + restored);
      return new Writer<>() {
        private final List<String> open = new ArrayList<>();

        @Override
        public void write(String value, long timestampMs) {
          open.add(value);
        }

        @Override
        public List<String> prepare(long checkpointId) {
          List<String> prepared = open.isEmpty() ? List.of() : List.of(String.join("", open));
          open.clear();
          return prepared;
        }

        @Override
        public boolean tryCommit(String prepared) {
          if (commitsItself) {
            events.add("writer commits " + prepared);
          }
          return commitsItself;
        }

        @Override
        public void onCheckpointComplete(long checkpointId) {
          if (commitsItself) {
            events.add("complete " + checkpointId);
          }
        }

        @Override
        public void close() {
          events.add("close");
        }
      };
    }

    @Override
    public void commit(String prepared) {
      events.add("commit " + prepared);
    }

    @Override
    public void abort(String prepared) {
      events.add("abort " + prepared);
    }
  }

  private final LoudSink sink = new LoudSink();

  private OperatorHarness harness() {
    return OperatorHarness.of(
        new TwoPhaseSinkFactory<>(
            sink,
            new TwoPhaseSink.Settings(
                "job", "sink", true, Duration.ofSeconds(1), Duration.ofMinutes(10))));
  }

  @Test
  void commitsWhatWasPreparedOnceItsCheckpointIsDurable() throws Exception {
    try (OperatorHarness harness = harness().open()) {
      harness.record("a").record("b").snapshot(1);
      harness.record("c");
      assertThat(sink.events).containsExactly("open behind -1[]");
      harness.checkpointComplete(1);
      harness.checkpointComplete(1);

      assertThat(sink.events).containsExactly("open behind -1[]", "commit ab");
    }
  }

  @Test
  void commitsWithALaterCheckpointWhatAnAbortedOneHeld() throws Exception {
    try (OperatorHarness harness = harness().open()) {
      harness.record("a").snapshot(1);
      harness.checkpointAborted(1).record("b").snapshot(2);
      harness.checkpointComplete(2);

      assertThat(sink.events).containsExactly("open behind -1[]", "commit a", "commit b");
    }
  }

  @Test
  void leavesALaterCheckpointsTransactionAlone() throws Exception {
    try (OperatorHarness harness = harness().open()) {
      harness.record("a").snapshot(1);
      harness.record("b").snapshot(2);
      harness.checkpointComplete(1);

      assertThat(sink.events).containsExactly("open behind -1[]", "commit a");
    }
  }

  @Test
  void commitsBeforeAnythingElseWhatARestoredCheckpointHolds() throws Exception {
    OperatorSnapshot snapshot;
    try (OperatorHarness harness = harness().open()) {
      harness.record("a").snapshot(1);
      snapshot = harness.record("b").snapshot(2);
    }
    sink.events.clear();

    try (OperatorHarness harness = harness().restoredFrom(snapshot).open()) {
      assertThat(sink.events).containsExactly("commit a", "commit b", "open behind 2[a, b]");
      harness.snapshot(3);
      harness.checkpointComplete(3);
      assertThat(sink.events).as("once is enough").hasSize(3);
    }
  }

  @Test
  void leavesTheCommitToAWriterThatCan() throws Exception {
    sink.commitsItself = true;
    try (OperatorHarness harness = harness().open()) {
      harness.record("a").snapshot(1);
      harness.checkpointComplete(1);

      assertThat(sink.events).containsExactly("open behind -1[]", "writer commits a", "complete 1");
    }
  }
}
