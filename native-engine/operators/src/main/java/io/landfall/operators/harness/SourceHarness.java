package io.landfall.operators.harness;

import io.landfall.operators.spi.OperatorFactory;
import io.landfall.operators.spi.SourceCoordinator;
import io.landfall.operators.spi.SourceOperator.Poll;
import java.util.ArrayList;
import java.util.List;

/**
 * A whole source, its coordinator and its subtasks, driven by a test: what they tell each other is
 * passed on at once. Periodic work is done when the test says so.
 *
 * <pre>{@code
 * try (var source = SourceHarness.open(new SplitSourceFactory<>(files), 2)) {
 *   source.poll(0, 10);
 *   source.restore(3);
 *   source.pollToEnd();
 *   assertThat(source.values()).containsExactly(lines);
 * }
 * }</pre>
 */
public final class SourceHarness implements SourceCoordinator.Context, AutoCloseable {

  private final OperatorFactory factory;
  private final List<OperatorHarness> subtasks = new ArrayList<>();
  private final List<Integer> sentBefore = new ArrayList<>();
  private final List<SourceCoordinator.Action> periodic = new ArrayList<>();
  private final List<Emitted> emitted = new ArrayList<>();
  private SourceCoordinator coordinator;
  private long checkpointId;

  private SourceHarness(OperatorFactory factory) {
    this.factory = factory;
  }

  public static SourceHarness open(OperatorFactory factory, int parallelism) throws Exception {
    SourceHarness harness = new SourceHarness(factory);
    harness.begin(parallelism, List.of(), null);
    return harness;
  }

  private void begin(int parallelism, List<OperatorSnapshot> snapshots, byte[] ofCoordinator)
      throws Exception {
    coordinator = factory.createCoordinator(ofCoordinator);
    for (int i = 0; i < parallelism; i++) {
      OperatorHarness subtask = OperatorHarness.of(factory).subtask(i, parallelism);
      if (!snapshots.isEmpty()) {
        subtask.restoredFrom(snapshots);
      }
      subtasks.add(subtask.open());
      sentBefore.add(0);
    }
    coordinator.start(this);
  }

  /** Crashes behind a checkpoint, and goes on from it with so many subtasks. */
  public SourceHarness restore(int parallelism) throws Exception {
    checkpointId++;
    byte[] ofCoordinator = coordinator.snapshot(checkpointId);
    List<OperatorSnapshot> snapshots = new ArrayList<>();
    for (OperatorHarness subtask : subtasks) {
      snapshots.add(subtask.snapshot(checkpointId));
    }
    takeEmitted();
    close();
    begin(parallelism, snapshots, ofCoordinator);
    return this;
  }

  public Poll poll(int subtaskIndex, int maxRecords) throws Exception {
    OperatorHarness subtask = subtasks.get(subtaskIndex);
    Poll found = subtask.poll(maxRecords);
    List<Object> sent = subtask.sentToCoordinator();
    for (Object event : sent.subList(sentBefore.get(subtaskIndex), sent.size())) {
      coordinator.onSubtaskEvent(subtaskIndex, event);
    }
    sentBefore.set(subtaskIndex, sent.size());
    return found;
  }

  /** Polls all subtasks in turn until each has come to its end. */
  public SourceHarness pollToEnd() throws Exception {
    boolean ended = false;
    while (!ended) {
      ended = true;
      for (int i = 0; i < subtasks.size(); i++) {
        ended &= poll(i, 100) == Poll.END;
      }
    }
    return this;
  }

  /** Does once what the coordinator does again and again. */
  public SourceHarness runPeriodic() throws Exception {
    for (SourceCoordinator.Action each : List.copyOf(periodic)) {
      each.run();
    }
    return this;
  }

  /** All that was emitted, before a restore too; in order within each subtask. */
  public List<Object> values() {
    takeEmitted();
    return emitted.stream().map(Emitted::value).toList();
  }

  private void takeEmitted() {
    subtasks.forEach(subtask -> emitted.addAll(subtask.takeOutput()));
  }

  public OperatorHarness subtask(int index) {
    return subtasks.get(index);
  }

  @Override
  public int parallelism() {
    return subtasks.size();
  }

  @Override
  public void sendToSubtask(int subtaskIndex, Object event) {
    try {
      subtasks.get(subtaskIndex).coordinatorEvent(event);
    } catch (Exception e) {
      throw new AssertionError("subtask " + subtaskIndex + " does not take " + event, e);
    }
  }

  @Override
  public void schedule(long periodMs, SourceCoordinator.Action action) {
    periodic.add(action);
  }

  @Override
  public void close() throws Exception {
    periodic.clear();
    for (OperatorHarness subtask : subtasks) {
      subtask.close();
    }
    subtasks.clear();
    sentBefore.clear();
    coordinator.close();
  }
}
