package io.landfall.runtime.state;

import io.landfall.api.state.StateDescriptor;
import io.landfall.operators.spi.SliceState;
import io.landfall.runtime.state.SliceList.Slice;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table for each slice. What has changed since a base is told by slices: those that are still the
 * same are named, the others written whole, since windows fill a few slices, and then only drop
 * them.
 */
final class HeapSliceState<A> extends HeapState implements SliceState<A> {

  private final SliceList slices = new SliceList();

  /** The base since which slices were given up; what was given up before is of no interest. */
  private long droppedSince = Changes.NONE;

  private final SnapshotEpochs epochs;

  HeapSliceState(
      Form form, StateDescriptor<?> descriptor, HeapKeyedState owner, SnapshotEpochs epochs) {
    super(form, descriptor, owner);
    this.epochs = epochs;
    if (ttlMs > 0) {
      throw new IllegalArgumentException(
          owner.describe(this) + ": slices have no time to live; they are given up as a whole");
    }
  }

  private Slice sliceToChange(long number) {
    Slice slice = slices.get(number);
    if (slice == null) {
      if (number == NONE) {
        throw new IllegalArgumentException(
            owner.describe(this) + ": no slice has number " + number);
      }
      slice = new Slice(number, new CowTable(epochs, false));
      slices.add(slice);
    }
    slice.changedSince = owner.changes().base();
    return slice;
  }

  @Override
  @SuppressWarnings("unchecked")
  public A get(long number) {
    Object key = owner.requireKey(name);
    Slice slice = slices.get(number);
    if (slice == null || !slice.table.seek(key, owner.keyHash())) {
      return null;
    }
    return (A) owned(slice);
  }

  /** The value at the cursor, which no snapshot has if it can change. */
  private Object owned(Slice slice) {
    CowTable table = slice.table;
    Object value = table.value();
    long base = owner.changes().base();
    boolean isShared = table.isValueShared();
    if (!isShared && slice.changedSince == base
        || table.isNumber()
        || serializer.isImmutable(value)) {
      return value;
    }
    // Whoever gets it may change it, and need not say so.
    slice.changedSince = base;
    if (isShared) {
      value = copied(value);
      table.set(value, 0);
    }
    return value;
  }

  @Override
  public void put(long number, A value) {
    put(number, owner.requireKey(name), owner.keyHash(), value);
  }

  private void put(long number, Object key, int hash, Object value) {
    CowTable table = sliceToChange(number).table;
    // Mostly the cursor is there already, from a get.
    if (table.isAt(hash, key) || table.seek(key, hash)) {
      table.set(value, 0);
    } else {
      table.insert(key, value, 0);
    }
  }

  @Override
  public void remove(long number) {
    Object key = owner.requireKey(name);
    Slice slice = slices.get(number);
    if (slice != null && slice.table.seek(key, owner.keyHash())) {
      sliceToChange(number).table.remove();
      if (slice.table.size() == 0) {
        drop(number);
      }
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
    if (slice == null) {
      return;
    }
    slice.table.forEachHashed(
        (key, hash, value) -> {
          owner.setCurrentKeyOfHash(key, hash);
          Object given = value;
          if (!serializer.isImmutable(value)) {
            slice.table.seek(key, hash);
            given = owned(slice);
          }
          visitor.visit(key, (A) given);
        });
  }

  @Override
  public void drop(long number) {
    if (slices.remove(number)) {
      droppedSince = owner.changes().base();
    }
  }

  @Override
  void writeValue(Object value, SnapshotWriter out) throws IOException {
    out.values().write(value, out.out());
  }

  @Override
  long entryCount() {
    long count = 0;
    for (Slice slice : slices.all()) {
      count += slice.table.size();
    }
    return count;
  }

  @Override
  void onBase() {}

  @Override
  long uncountedChangesSince(long base) {
    long count = 0;
    for (Slice slice : slices.all()) {
      count += slice.changedSince == base ? slice.table.size() : 0;
    }
    return count;
  }

  @Override
  long changedWeightSince(long base) {
    return uncountedChangesSince(base) + (droppedSince == base ? 1 : 0);
  }

  @Override
  HeapImage image(long changesSince, boolean frozen) {
    List<SliceImage> all = new ArrayList<>();
    for (Slice slice : slices.all()) {
      CowTable table = frozen ? slice.table.freeze() : slice.table;
      all.add(new SliceImage(slice.number, table, slice.changedSince == changesSince));
    }
    return new SlicesImage(this, all, droppedSince == changesSince);
  }

  @Override
  void resume(HeapImage held) {
    close();
    for (SliceImage each : ((SlicesImage) held).slices) {
      slices.add(new Slice(each.number, each.table.fork()));
    }
  }

  @Override
  void takeOver(HeapState earlier) {
    requireSameForm(earlier);
    ((HeapSliceState<?>) earlier).slices.all().forEach(slices::add);
  }

  @Override
  void close() {
    slices.clear();
  }

  @Override
  void restore(List<UnclaimedSections.Piece> pieces) {
    // What the changes say has to be known before the entries of the base are put anywhere.
    Map<Integer, Set<Long>> sameByGroup = new HashMap<>();
    StoredEntries.read(
        this,
        pieces,
        (group, stamped, areChanges, in) -> {
          if (areChanges) {
            sameByGroup.put(group, readSame(in));
          }
        });
    StoredEntries.read(
        this,
        pieces,
        (group, stamped, areChanges, in) -> {
          Set<Long> wanted = sameByGroup.get(group);
          if (areChanges) {
            readSame(in);
            wanted = null;
          }
          readGroup(group, wanted, in);
        });
  }

  private static Set<Long> readSame(DataInput in) throws IOException {
    Set<Long> same = new HashSet<>();
    while (in.readBoolean()) {
      same.add(in.readLong());
    }
    return same;
  }

  /**
   * @param wanted slices to keep; null for all
   */
  private void readGroup(int group, Set<Long> wanted, DataInput in) throws IOException {
    while (in.readBoolean()) {
      long number = in.readLong();
      boolean isWanted = wanted == null || wanted.contains(number);
      while (in.readBoolean()) {
        Object key = readKey(in);
        Object value = serializer.read(in);
        if (isWanted) {
          put(number, key, owner.hashOf(key, group), value);
        }
      }
    }
  }

  @Override
  Object readValue(DataInput in, boolean stamped) throws IOException {
    return serializer.read(in);
  }

  /**
   * @param isChanged since the base
   */
  private record SliceImage(long number, CowTable table, boolean isChanged) {}

  /**
   * All slices.
   *
   * @param anyDropped since the base
   */
  private record SlicesImage(HeapSliceState<?> state, List<SliceImage> slices, boolean anyDropped)
      implements HeapImage {

    @Override
    public void writeEntries(SnapshotWriter to) throws IOException {
      List<OpenScan> scans = scans(false);
      for (int group = firstGroup(scans); group < Integer.MAX_VALUE; group = firstGroup(scans)) {
        to.begin(SectionKind.KEYED_STATE, group);
        writeGroup(scans, group, to);
        to.end();
      }
    }

    /** For each group the slices that are the same, an end mark, and the others as they are. */
    @Override
    public void writeChanges(SnapshotWriter to) throws IOException {
      List<OpenScan> scans = scans(true);
      if (scans.isEmpty() && !anyDropped) {
        return;
      }
      // A group without changed entries may have lost all that the base has of it.
      for (int group = 0; group < state.owner.range().size(); group++) {
        to.begin(SectionKind.KEYED_STATE_CHANGES, group);
        for (SliceImage slice : slices) {
          if (!slice.isChanged) {
            to.out().writeBoolean(true);
            to.out().writeLong(slice.number);
          }
        }
        to.out().writeBoolean(false);
        writeGroup(scans, group, to);
        to.end();
      }
    }

    private List<OpenScan> scans(boolean changedOnly) {
      List<OpenScan> scans = new ArrayList<>();
      for (SliceImage slice : slices) {
        if (slice.isChanged || !changedOnly) {
          scans.add(new OpenScan(slice.number, state.scan(slice.table, Changes.NONE)));
        }
      }
      return scans;
    }

    private static int firstGroup(List<OpenScan> scans) {
      int first = Integer.MAX_VALUE;
      for (OpenScan scan : scans) {
        if (scan.more) {
          first = Math.min(first, scan.entries.group());
        }
      }
      return first;
    }

    private static void writeGroup(List<OpenScan> scans, int group, SnapshotWriter to)
        throws IOException {
      for (OpenScan scan : scans) {
        if (scan.more && scan.entries.group() == group) {
          to.out().writeBoolean(true);
          to.out().writeLong(scan.number);
          scan.more = to.writeGroup(scan.entries);
          to.out().writeBoolean(false);
        }
      }
    }
  }

  /** A slice that is being written, group by group. */
  private static final class OpenScan {
    final long number;
    final TableScan entries;
    boolean more;

    OpenScan(long number, TableScan entries) {
      this.number = number;
      this.entries = entries;
      more = entries.next();
    }
  }
}
