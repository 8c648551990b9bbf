package io.landfall.runtime.job;

import io.landfall.runtime.task.OperatorFailure;
import io.landfall.runtime.task.TaskId;
import io.landfall.runtime.task.TaskReporter;
import java.util.List;
import java.util.function.Consumer;

/** Turns what tasks report into events for the job thread. Any thread. */
record EventReporter(int attempt, Consumer<JobEvent> events) implements TaskReporter {

  @Override
  public void onOpened(TaskId task) {
    events.accept(new JobEvent.TaskOpened(attempt, task));
  }

  @Override
  public void onSnapshot(
      TaskId task, long checkpointId, List<OperatorSnapshot> snapshots, boolean inFlight) {
    events.accept(new JobEvent.SnapshotTaken(attempt, task, checkpointId, snapshots, inFlight));
  }

  @Override
  public void onOnlyCycleLeft(TaskId task) {
    events.accept(new JobEvent.OnlyCycleLeft(attempt, task));
  }

  @Override
  public void onEnded(TaskId task) {
    events.accept(new JobEvent.TaskEnded(attempt, task));
  }

  @Override
  public void onClosed(TaskId task, OperatorFailure failure) {
    events.accept(new JobEvent.TaskClosed(attempt, task, failure));
  }

  @Override
  public void onSourceEvent(TaskId task, int operatorId, Object event) {
    events.accept(new JobEvent.SourceMessage(attempt, task, operatorId, event));
  }
}
