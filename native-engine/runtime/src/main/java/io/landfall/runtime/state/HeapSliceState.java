package io.landfall.runtime.state;

import io.landfall.api.state.StateDescriptor;
import io.landfall.operators.spi.SliceState;
import io.landfall.operators.spi.SliceTotals;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values by slice and ordinal of the key, see {@link SliceKeys}. What has changed since a layer is
 * told by slices: those that are still the same are named, the others written whole, since windows
 * fill a few slices, and then only drop them. So all of a slice is in one layer, and a layer whose
 * slices are gone is of no use any more.
 *
 * <pre>
 *  key ─▶ SliceKeys: ordinal ─┬─▶ slice 1: values by ordinal, in pages
 *                             ├─▶ slice 2
 *                             └─▶ totals
 * </pre>
 */
final class HeapSliceState<A> extends HeapState implements SliceState<A> {

  /** Keys in no slice are sought after so many times as many values were given up. */
  private static final int SWEEP_SHIFT = 3;

  private final SliceList slices = new SliceList();
  private final List<HeapSliceTotals<A>> totals = new ArrayList<>();
  private final SnapshotEpochs epochs;
  private final UpcomingPlaces upcoming = new UpcomingPlaces();
  private SliceKeys keys;

  /** Values, since keys in no slice were sought. */
  private long givenUp;

  /** When so many were given up, it is time again. */
  private long sweepAt;

  /** The layer since which slices were given up; what was given up before is of no interest. */
  private long droppedSince = Changes.NONE;

  HeapSliceState(Form form, StateDescriptor<?> descriptor, HeapKeyedState owner) {
    super(form, descriptor, owner);
    epochs = owner.epochs();
    keys = new SliceKeys(owner.epochs(), owner.groupBits());
    if (ttlMs > 0) {
      throw new IllegalArgumentException(
          owner.describe(this) + ": slices have no time to live; they are given up as a whole");
    }
  }

  @Override
  public SliceTotals<A> totals() {
    HeapSliceTotals<A> added = new HeapSliceTotals<>(this);
    totals.add(added);
    return added;
  }

  @Override
  void fetchAnnounced() {
    // The operator says of which slices.
  }

  @Override
  public void fetch(long[] numbers) {
    AnnouncedKeys next = owner.announced();
    keys.findAll(next);
    for (int i = 0; i < next.count(); i++) {
      int ordinal = keys.announced(i);
      Slice slice = ordinal == KeyIndex.NONE ? null : slices.get(numbers[i]);
      SlicePage page = slice == null ? null : slice.page(ordinal >>> KeyPages.BITS);
      if (page != null) {
        page.announce(ordinal & KeyPages.MASK, upcoming);
      }
    }
    next.loaded(upcoming.load());
  }

  SliceKeys keys() {
    return keys;
  }

  /** Null if there is none. */
  Slice slice(long number) {
    return slices.get(number);
  }

  /** The ordinal of the current key; {@link KeyIndex#NONE} if it has none. */
  int findCurrent() {
    int position = owner.announced().position();
    if (position != AnnouncedKeys.NONE && keys.knows(owner.announced())) {
      int ordinal = keys.announced(position);
      if (ordinal != KeyIndex.NONE) {
        return ordinal;
      }
    }
    return keys.findCurrent(owner.turn(), owner.requireKey(name), owner.keyHash());
  }

  private Slice sliceToChange(long number) {
    Slice slice = slices.get(number);
    if (slice == null) {
      if (number == NONE) {
        throw new IllegalArgumentException(
            owner.describe(this) + ": no slice has number " + number);
      }
      slice = new Slice(number, epochs, slices.first());
      slices.add(slice);
    }
    slice.changedSince = owner.changes().layer();
    return slice;
  }

  @Override
  @SuppressWarnings("unchecked")
  public A get(long number) {
    int ordinal = findCurrent();
    Slice slice = slices.get(number);
    if (ordinal == KeyIndex.NONE || slice == null) {
      return null;
    }
    SlicePage page = slice.page(ordinal >>> KeyPages.BITS);
    int slot = page == null ? -1 : page.find(ordinal & KeyPages.MASK);
    return slot < 0 ? null : (A) owned(slice, page, slot, ordinal);
  }

  /** A value which no snapshot has if it can change. */
  private Object owned(Slice slice, SlicePage page, int slot, int ordinal) {
    Object value = page.value(slot);
    if (page.givesCopies()) {
      return value;
    }
    long layer = owner.changes().layer();
    boolean isShared = slice.isShared(page, slot);
    if (!isShared && slice.changedSince == layer || serializer.isImmutable(value)) {
      return value;
    }
    // Whoever gets it may change it, and need not say so.
    slice.changedSince = layer;
    if (isShared) {
      value = copied(value);
      slice.put(ordinal, value);
    }
    return value;
  }

  @Override
  public void put(long number, A value) {
    int ordinal = findCurrent();
    if (ordinal == KeyIndex.NONE) {
      ordinal = keys.add(owner.currentKey(), owner.keyHash());
      keys.know(owner.turn(), ordinal);
    }
    put(number, ordinal, value);
  }

  private void put(long number, int ordinal, Object value) {
    sliceToChange(number).put(ordinal, value);
  }

  @Override
  public void remove(long number) {
    int ordinal = findCurrent();
    if (ordinal != KeyIndex.NONE) {
      remove(number, ordinal);
    }
  }

  private void remove(long number, int ordinal) {
    Slice slice = slices.get(number);
    if (slice != null && slice.remove(ordinal)) {
      sliceToChange(number);
      if (slice.size() == 0) {
        drop(number);
      }
      onGivenUp(1);
    }
  }

  @Override
  public long ceiling(long number) {
    return slices.ceiling(number);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void forEach(long number, Visitor<A> visitor) throws Exception {
    Slice slice = slices.get(number);
    for (int index = 0; slice != null && index < slice.pageCount(); index++) {
      SlicePage page = slice.page(index);
      for (int slot = page == null ? -1 : page.next(0); slot >= 0; slot = page.next(slot + 1)) {
        int ordinal = index << KeyPages.BITS | page.offset(slot);
        Object key = makeCurrent(ordinal);
        visitor.visit(key, (A) owned(slice, page, slot, ordinal), page.givesCopies());
      }
    }
  }

  /** Returns the key. */
  Object makeCurrent(int ordinal) {
    Object key = keys.key(ordinal);
    owner.setCurrentKeyOfHash(key, keys.hash(ordinal));
    keys.know(owner.turn(), ordinal);
    return key;
  }

  @Override
  public void drop(long number) {
    Slice dropped = slices.remove(number);
    if (dropped == null) {
      return;
    }
    droppedSince = owner.changes().layer();
    onGivenUp(dropped.size());
  }

  private void onGivenUp(int values) {
    givenUp += values;
    if (givenUp < sweepAt) {
      return;
    }
    long[] used = KeyPages.bits(keys.limit());
    slices.all().forEach(slice -> slice.mark(used));
    totals.forEach(each -> each.mark(used));
    keys.forgetStale(used);
    givenUp = 0;
    sweepAt = Math.max(keys.limit(), entryCount()) >>> SWEEP_SHIFT;
  }

  @Override
  void writeValue(Object value, SnapshotWriter out) throws IOException {
    out.values().write(value, out.out());
  }

  @Override
  long entryCount() {
    long count = 0;
    for (Slice slice : slices.all()) {
      count += slice.size();
    }
    return count;
  }

  @Override
  void onLayer() {}

  @Override
  long changesSince(long layer) {
    long count = 0;
    for (Slice slice : slices.all()) {
      count += slice.changedSince == layer ? slice.size() : 0;
    }
    return count;
  }

  @Override
  long lowestLayerNeeded(long layer) {
    long lowest = Long.MAX_VALUE;
    for (Slice slice : slices.all()) {
      if (slice.changedSince != layer) {
        // The next one to be taken behind its last change has all of it.
        lowest = Math.min(lowest, slice.changedSince + 1);
      }
    }
    return lowest;
  }

  @Override
  long changedWeightSince(long layer) {
    return changesSince(layer) + (droppedSince == layer ? 1 : 0);
  }

  @Override
  HeapImage image(long changesSince, boolean frozen) {
    List<SlicesImage.Part> parts = new ArrayList<>();
    for (Slice slice : slices.all()) {
      parts.add(new SlicesImage.Part(slice.freeze(), slice.changedSince == changesSince));
    }
    return new SlicesImage(this, keys.freeze(), parts, droppedSince == changesSince);
  }

  @Override
  void resume(HeapImage held) {
    SlicesImage image = (SlicesImage) held;
    slices.clear();
    keys = new SliceKeys(owner.epochs(), owner.groupBits(), image.keys());
    for (SlicesImage.Part each : image.parts()) {
      slices.add(new Slice(each.slice(), epochs));
    }
  }

  @Override
  void takeOver(HeapState earlier) {
    requireSameForm(earlier);
    HeapSliceState<?> other = (HeapSliceState<?>) earlier;
    keys = other.keys;
    other.slices.all().forEach(slices::add);
  }

  @Override
  void close() {
    slices.clear();
    keys = new SliceKeys(owner.epochs(), owner.groupBits());
  }

  @Override
  void restore(List<UnclaimedSections.Piece> pieces) {
    // From the topmost down: what a layer says to be the same is sought in those beneath it.
    List<UnclaimedSections.Piece> topmostFirst = new ArrayList<>(pieces);
    Collections.reverse(topmostFirst);
    Map<Integer, Set<Long>> wantedByGroup = new HashMap<>();
    StoredEntries.read(
        this,
        topmostFirst,
        (group, stamped, areChanges, in) -> {
          Set<Long> wanted = wantedByGroup.get(group);
          if (areChanges) {
            Set<Long> same = new HashSet<>(SlicesImage.readSame(in));
            if (wanted != null) {
              same.retainAll(wanted);
            }
            wantedByGroup.put(group, same);
          }
          readGroup(group, wanted, in);
        });
  }

  /**
   * @param wanted slices to keep; null for all
   */
  private void readGroup(int group, Set<Long> wanted, DataInput in) throws IOException {
    SlicesImage.readGroup(
        this,
        in,
        (key, number, value) -> {
          if (wanted == null || wanted.contains(number)) {
            int hash = owner.hashOf(key, group);
            int ordinal = keys.find(key, hash);
            put(number, ordinal == KeyIndex.NONE ? keys.add(key, hash) : ordinal, value);
          }
        });
  }

  @Override
  Object readValue(DataInput in, boolean stamped) throws IOException {
    return serializer.read(in);
  }
}
