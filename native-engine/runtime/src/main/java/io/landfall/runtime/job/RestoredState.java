package io.landfall.runtime.job;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.option.JobOptions;
import io.landfall.runtime.state.KeptState;
import io.landfall.runtime.state.OperatorStateStore;
import io.landfall.runtime.state.RestoredSections;
import io.landfall.runtime.state.Section;
import io.landfall.runtime.state.SectionKind;
import io.landfall.runtime.storage.CheckpointManifest.OperatorEntry;
import io.landfall.runtime.storage.CheckpointManifest.SubtaskEntry;
import io.landfall.runtime.storage.StoredCheckpoint;
import io.landfall.runtime.storage.StoredFile;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A stored checkpoint, seen by operator; matched by uid. */
final class RestoredState {

  /** Nothing to restore: a first start. */
  static final RestoredState NONE = new RestoredState(null, Map.of(), KeptStates.NONE);

  static final Section COORDINATOR = Section.of(SectionKind.OPERATOR_STATE, "coordinator");

  private static final RestoredSections NO_SECTIONS =
      new RestoredSections() {
        @Override
        public List<Section> sections() {
          return List.of();
        }

        @Override
        public DataInputStream open(Section section) throws IOException {
          throw new IOException("no section " + section);
        }
      };

  private final StoredCheckpoint checkpoint;
  private final Map<String, OperatorEntry> byUid;
  private final KeptStates kept;
  private final Map<StoredFile, RestoredSections> opened = new HashMap<>();

  private RestoredState(
      StoredCheckpoint checkpoint, Map<String, OperatorEntry> byUid, KeptStates kept) {
    this.checkpoint = checkpoint;
    this.byUid = byUid;
    this.kept = kept;
  }

  static RestoredState of(StoredCheckpoint checkpoint) {
    return of(checkpoint, KeptStates.NONE);
  }

  /**
   * @param kept what is held in memory of the same checkpoint
   */
  static RestoredState of(StoredCheckpoint checkpoint, KeptStates kept) {
    Map<String, OperatorEntry> byUid = new HashMap<>();
    checkpoint.manifest().operators().forEach(entry -> byUid.put(entry.uid(), entry));
    return new RestoredState(checkpoint, byUid, kept);
  }

  /** -1 if there is nothing to restore. */
  long checkpointId() {
    return checkpoint == null ? -1 : checkpoint.manifest().checkpointId();
  }

  /** What is held in memory of this checkpoint. */
  KeptStates kept() {
    return kept;
  }

  KeptState keptOf(int operatorId, int subtask) {
    return kept.of(operatorId, subtask);
  }

  /** Refuses a job that does not fit what was stored. */
  void check(JobPlan plan) throws JobRefusedException, IOException {
    if (checkpoint == null) {
      return;
    }
    String where = "job '" + plan.graph().jobName() + "', " + checkpoint.location();
    Set<String> present = new HashSet<>(plan.uids().values());
    for (OperatorEntry entry : byUid.values()) {
      boolean hasState = !entry.subtasks().isEmpty() || entry.coordinator() != null;
      if (hasState
          && !present.contains(entry.uid())
          && !plan.graph().options().get(JobOptions.ALLOW_DROPPED_STATE)) {
        throw new JobRefusedException(
            where
                + ": it has state of operator '"
                + entry.name()
                + "' (uid "
                + entry.uid()
                + "), which the job no longer has; give an operator that uid, or allow it to be"
                + " dropped with "
                + JobOptions.ALLOW_DROPPED_STATE.name()
                + "=true");
      }
    }
    for (LogicalOperator operator : plan.graph().operators()) {
      OperatorEntry entry = byUid.get(plan.uids().get(operator.id()));
      if (entry != null
          && operator.isKeyed()
          && entry.maxParallelism() != operator.maxParallelism()) {
        throw new JobRefusedException(
            where
                + ": operator '"
                + operator.name()
                + "' was stored with "
                + entry.maxParallelism()
                + " key groups and now has "
                + operator.maxParallelism()
                + "; set max-parallelism back, it is fixed for the job's life");
      }
      if (entry != null && entry.parallelism() != operator.parallelism()) {
        checkIndexed(where, entry, operator);
      }
    }
  }

  private void checkIndexed(String where, OperatorEntry entry, LogicalOperator operator)
      throws JobRefusedException, IOException {
    for (RestoredSections old : sectionsOf(entry.uid())) {
      String state = OperatorStateStore.indexedListIn(old);
      if (state != null) {
        throw new JobRefusedException(
            where
                + ": operator '"
                + operator.name()
                + "' was stored with parallelism "
                + entry.parallelism()
                + " and now has "
                + operator.parallelism()
                + ", but its state '"
                + state
                + "' belongs to subtasks by their index; set its parallelism back to "
                + entry.parallelism());
      }
    }
  }

  /** What each old subtask of an operator wrote, by its index; empty if it is new. */
  List<RestoredSections> sectionsOf(String uid) throws IOException {
    OperatorEntry entry = byUid.get(uid);
    if (entry == null) {
      return List.of();
    }
    List<RestoredSections> all =
        new ArrayList<>(Collections.nCopies(entry.parallelism(), NO_SECTIONS));
    for (SubtaskEntry subtask : entry.subtasks()) {
      RestoredSections own = ScopedSections.in(open(subtask.file()), subtask.scope());
      all.set(subtask.index(), new LayeredSections(checkpoint, subtask.layers(), own));
    }
    return all;
  }

  private RestoredSections open(StoredFile file) throws IOException {
    RestoredSections known = opened.get(file);
    if (known == null) {
      known = checkpoint.open(file);
      opened.put(file, known);
    }
    return known;
  }

  /** What the coordinator of a source remembered; null if nothing. */
  byte[] coordinatorOf(String uid) throws IOException {
    OperatorEntry entry = byUid.get(uid);
    if (entry == null || entry.coordinator() == null) {
      return null;
    }
    try (DataInputStream in = checkpoint.open(entry.coordinator()).open(COORDINATOR)) {
      return in.readAllBytes();
    }
  }
}
