package io.landfall.runtime.job;

import io.landfall.runtime.state.KeptState;
import io.landfall.runtime.storage.CheckpointManifest;
import io.landfall.runtime.task.TaskReporter.OperatorSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the tasks hold in memory of one checkpoint, for a restart. Job thread only. */
final class KeptStates {

  /** Of no checkpoint. */
  static final KeptStates NONE = new KeptStates();

  private CheckpointManifest manifest;

  /** By {@link #key}. */
  private final Map<Long, KeptState> bySubtask = new HashMap<>();

  /** The manifest of the checkpoint; null before it is written. */
  CheckpointManifest manifest() {
    return manifest;
  }

  void of(CheckpointManifest written) {
    manifest = written;
  }

  void add(int subtask, List<OperatorSnapshot> snapshots) {
    for (OperatorSnapshot snapshot : snapshots) {
      if (snapshot.kept() != KeptState.NONE) {
        bySubtask.put(key(snapshot.operatorId(), subtask), snapshot.kept());
      }
    }
  }

  boolean isEmpty() {
    return bySubtask.isEmpty();
  }

  KeptState of(int operatorId, int subtask) {
    return bySubtask.getOrDefault(key(operatorId, subtask), KeptState.NONE);
  }

  /** Not a record, which would link its equals() when the first restart looks something up. */
  private static long key(int operatorId, int subtask) {
    return ((long) operatorId << Integer.SIZE) | subtask;
  }

  void release() {
    bySubtask.values().forEach(KeptState::release);
    bySubtask.clear();
  }
}
