package io.landfall.connector.files.sink;

import io.landfall.operators.harness.OperatorHarness;
import io.landfall.operators.harness.OperatorSnapshot;
import io.landfall.operators.sink.TwoPhaseSinkFactory;
import java.util.ArrayList;
import java.util.List;

/** All subtasks of a sink in one run of a job. One thread. */
final class SinkRun {

  private final List<OperatorHarness> subtasks = new ArrayList<>();

  /**
   * @param restored empty for a fresh start
   */
  SinkRun(FileSink<?> sink, int parallelism, List<OperatorSnapshot> restored) throws Exception {
    for (int i = 0; i < parallelism; i++) {
      OperatorHarness subtask =
          OperatorHarness.of(new TwoPhaseSinkFactory<>(sink, null)).subtask(i, parallelism);
      if (!restored.isEmpty()) {
        subtask.restoredFrom(restored);
      }
      subtasks.add(subtask);
    }
    for (OperatorHarness subtask : subtasks) {
      subtask.open();
    }
  }

  SinkRun(FileSink<?> sink) throws Exception {
    this(sink, 1, List.of());
  }

  SinkRun write(Object... values) throws Exception {
    for (Object value : values) {
      subtasks.get(0).record(value);
    }
    return this;
  }

  int parallelism() {
    return subtasks.size();
  }

  OperatorHarness subtask(int index) {
    return subtasks.get(index);
  }

  List<OperatorSnapshot> snapshot(long checkpointId) throws Exception {
    List<OperatorSnapshot> snapshots = new ArrayList<>();
    for (OperatorHarness subtask : subtasks) {
      snapshots.add(subtask.snapshot(checkpointId));
    }
    return snapshots;
  }

  void complete(long checkpointId) throws Exception {
    for (OperatorHarness subtask : subtasks) {
      subtask.checkpointComplete(checkpointId);
    }
  }

  /** A checkpoint that becomes durable. */
  List<OperatorSnapshot> checkpoint(long checkpointId) throws Exception {
    List<OperatorSnapshot> snapshots = snapshot(checkpointId);
    complete(checkpointId);
    return snapshots;
  }

  void close() throws Exception {
    for (OperatorHarness subtask : subtasks) {
      subtask.close();
    }
  }
}
