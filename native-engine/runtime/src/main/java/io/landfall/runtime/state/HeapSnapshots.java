package io.landfall.runtime.state;

import io.landfall.runtime.serialization.GenericSerializers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how much of the tables a checkpoint has to write: all that there is, as a base for later
 * ones; or what has changed since the last base, whatever was written in between, so that a restore
 * reads two pieces and one that was given up needs no bookkeeping (a differential backup). Task
 * thread only.
 *
 * <p>Changes become dearer with time, so a new base is due when half of the entries have changed,
 * or when what was captured by copy-on-write since the base adds up to the whole.
 */
final class HeapSnapshots {

  private static final Logger LOG = LoggerFactory.getLogger(HeapSnapshots.class);

  private final HeapKeyedState owner;
  private final Supplier<List<HeapState>> states;
  private final SnapshotEpochs epochs;
  private final Changes changes;
  private final GenericSerializers serializers;
  private final SnapshotLimits limits;

  /** The checkpoint that the last base was taken for. */
  private long baseCheckpointId;

  /** Changes that were captured by copy-on-write since then, each as often as it was. */
  private long frozenSinceBase;

  /** True if bytes turned out to be many; asked again with the next base. */
  private boolean isTooLargeToEncode;

  HeapSnapshots(
      HeapKeyedState owner,
      Supplier<List<HeapState>> states,
      SnapshotEpochs epochs,
      Changes changes,
      GenericSerializers serializers,
      SnapshotLimits limits) {
    this.owner = owner;
    this.states = states;
    this.epochs = epochs;
    this.changes = changes;
    this.serializers = serializers;
    this.limits = limits;
  }

  /** Everything, which no other snapshot builds on. */
  StateSnapshot complete() {
    return freeze(Changes.NONE);
  }

  /**
   * @param completedId the newest checkpoint that is known to be complete; as long as the last base
   *     is not known to be in one, another is taken
   */
  StateSnapshot next(long checkpointId, long completedId) {
    long entries = owner.entryCount();
    if (entries < limits.smallestBaseEntries()) {
      changes.stop();
      return complete();
    }
    long base = changes.base();
    long changed = changes.count();
    for (HeapState state : states.get()) {
      changed += state.uncountedChangesSince(base);
    }
    boolean based = base != Changes.NONE && baseCheckpointId <= completedId;
    if (!based || changed > entries / 2 || frozenSinceBase > entries) {
      return base(checkpointId);
    }
    StateSnapshot few = encode();
    if (few == null) {
      frozenSinceBase += changed;
      return new ChangesSnapshot(freeze(base), baseCheckpointId);
    }
    return new ChangesSnapshot(few, baseCheckpointId);
  }

  private StateSnapshot base(long checkpointId) {
    changes.start();
    baseCheckpointId = checkpointId;
    frozenSinceBase = 0;
    isTooLargeToEncode = false;
    for (HeapState state : states.get()) {
      state.onBase();
    }
    return new BaseSnapshot(complete(), checkpointId);
  }

  /** Null if the changes are too many. */
  private StateSnapshot encode() {
    if (isTooLargeToEncode || changes.count() > limits.mostEncodedElements()) {
      return null;
    }
    try {
      StateSnapshot encoded =
          EncodedChanges.of(states.get(), changes.base(), owner.nowMs(), limits);
      isTooLargeToEncode = encoded == null;
      return encoded;
    } catch (IOException | RuntimeException failure) {
      // What cannot be written fails a checkpoint, not the task: it will once more, on its way.
      LOG.debug("changes could not be serialized at the barrier", failure);
      return null;
    }
  }

  /** {@link Changes#NONE} for everything. */
  private StateSnapshot freeze(long changesSince) {
    long epoch = epochs.snapshot();
    List<HeapSnapshot.Piece> pieces = new ArrayList<>();
    for (HeapState state : states.get()) {
      pieces.add(new HeapSnapshot.Piece(state, state.image(changesSince, true)));
    }
    return new HeapSnapshot(
        pieces, changesSince, serializers, owner.nowMs(), () -> epochs.release(epoch));
  }
}
