package io.landfall.runtime.state;

import io.landfall.runtime.serialization.GenericSerializers;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how much of the tables a checkpoint has to write. Task thread only.
 *
 * <pre>
 *  few changes      serialized at the barrier; the next checkpoint has them once more
 *  more             captured by copy-on-write, the same
 *  a 16th of all    ... as another layer, of which the next checkpoints have changes only
 *  3/4 of all       ... everything, as the lowest layer: the base
 * </pre>
 *
 * <p>Layers that hold nothing which is still there are let go of from below, as those of slices
 * that were dropped; if they are three times what there is, a base takes their place. So what is
 * written is a small multiple of what changes, and what is read back of what there is (as in
 * size-tiered compaction of LSM trees).
 */
final class HeapSnapshots {

  private static final Logger LOG = LoggerFactory.getLogger(HeapSnapshots.class);

  /** Changes of all entries but a smaller share are a base. */
  private static final int UNCHANGED_SHARE = 4;

  /** Changes of a larger share, added up as often as they are written, are a layer. */
  private static final int LAYER_SHARE = 16;

  /** How often all entries may be in layers. */
  private static final int MOST_IN_LAYERS = 3;

  /** Each is a file, to be linked at each checkpoint and opened by a restore. */
  private static final int MOST_LAYERS = 16;

  /**
   * One that is written, or being written.
   *
   * @param number of {@link Changes}
   * @param checkpointId the checkpoint that it was taken for
   * @param entries how many it has
   */
  private record Layer(long number, long checkpointId, long entries) {}

  private final HeapKeyedState owner;
  private final Supplier<List<HeapState>> states;
  private final SnapshotEpochs epochs;
  private final Changes changes;
  private final GenericSerializers serializers;
  private final SnapshotLimits limits;

  /** Lowest first. */
  private final Deque<Layer> layers = new ArrayDeque<>();

  private long entriesInLayers;

  /** Changes that were captured by copy-on-write since the topmost, each as often as it was. */
  private long frozenSinceLayer;

  /** True if bytes turned out to be many; asked again with the next layer. */
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
   * @param completedId the newest checkpoint that is known to be complete; as long as the topmost
   *     layer is not known to be in one, a base is taken
   */
  StateSnapshot next(long checkpointId, long completedId) {
    long entries = owner.entryCount();
    if (entries < limits.smallestBaseEntries()) {
      changes.stop();
      return complete();
    }
    if (changes.layer() == Changes.NONE || layers.getLast().checkpointId() > completedId) {
      return base(checkpointId, entries);
    }
    long changed = changedEntries();
    dropUnneeded();
    if (changed > entries - entries / UNCHANGED_SHARE
        || entriesInLayers + changed > MOST_IN_LAYERS * entries
        || layers.isEmpty()) {
      return base(checkpointId, entries);
    }
    StateSnapshot few = changed > limits.mostEncodedElements() ? null : encode();
    if (few != null) {
      return new LayeredSnapshot(layerIds(), false, few);
    }
    frozenSinceLayer += changed;
    if (frozenSinceLayer <= entries / LAYER_SHARE) {
      return new LayeredSnapshot(layerIds(), false, freeze(changes.layer()));
    }
    return layers.size() < MOST_LAYERS ? layer(checkpointId, changed) : base(checkpointId, entries);
  }

  private long changedEntries() {
    long changed = 0;
    for (HeapState state : states.get()) {
      changed += state.changesSince(changes.layer());
    }
    return changed;
  }

  private void dropUnneeded() {
    long needed = Long.MAX_VALUE;
    for (HeapState state : states.get()) {
      needed = Math.min(needed, state.lowestLayerNeeded(changes.layer()));
    }
    while (!layers.isEmpty() && layers.getFirst().number() < needed) {
      entriesInLayers -= layers.removeFirst().entries();
    }
  }

  private StateSnapshot base(long checkpointId, long entries) {
    layers.clear();
    entriesInLayers = 0;
    StateSnapshot all = complete();
    push(checkpointId, entries);
    return new LayeredSnapshot(layerIds(), true, all);
  }

  private StateSnapshot layer(long checkpointId, long changed) {
    StateSnapshot onTop = freeze(changes.layer());
    push(checkpointId, changed);
    return new LayeredSnapshot(layerIds(), true, onTop);
  }

  /** Behind the capture, since from here on changes are those of the new layer. */
  private void push(long checkpointId, long entries) {
    changes.start();
    layers.addLast(new Layer(changes.layer(), checkpointId, entries));
    entriesInLayers += entries;
    frozenSinceLayer = 0;
    isTooLargeToEncode = false;
    for (HeapState state : states.get()) {
      state.onLayer();
    }
  }

  private List<Long> layerIds() {
    return layers.stream().map(Layer::checkpointId).toList();
  }

  /** Null if the changes are too many. */
  private StateSnapshot encode() {
    if (isTooLargeToEncode) {
      return null;
    }
    try {
      StateSnapshot encoded =
          EncodedChanges.of(
              states.get(), owner.serializer(), changes.layer(), owner.nowMs(), limits);
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
