package io.landfall.runtime.task;

import io.landfall.runtime.state.KeptState;
import io.landfall.runtime.state.StateSnapshot;
import java.util.List;

/** What a task tells the job thread. Called by the task's thread; must not block. */
public interface TaskReporter {

  /** One operator's part of a task's snapshot. */
  record OperatorSnapshot(int operatorId, StateSnapshot state, KeptState kept) {

    /** It is neither written nor gone back to. */
    public void discard() {
      state.release();
      kept.release();
    }
  }

  /** All operators are open; the task waits for {@link TaskCommand.Start}. */
  void onOpened(TaskId task);

  /**
   * The snapshot was taken; whoever gets it must write it or release it.
   *
   * @param inFlight whether it holds records that were on their way round a cycle
   */
  void onSnapshot(
      TaskId task, long checkpointId, List<OperatorSnapshot> snapshots, boolean inFlight);

  /**
   * All input has ended but what a cycle may bring back; the task waits for {@link
   * TaskCommand.EndCycle}.
   */
  void onOnlyCycleLeft(TaskId task);

  /** All input has ended and was worked through. */
  void onEnded(TaskId task);

  /** The task is closed. {@code failure} null if it was told to; the last report of a task. */
  void onClosed(TaskId task, OperatorFailure failure);

  /** For the coordinator of a source. */
  void onSourceEvent(TaskId task, int operatorId, Object event);
}
