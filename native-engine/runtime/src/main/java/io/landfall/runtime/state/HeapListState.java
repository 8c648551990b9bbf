package io.landfall.runtime.state;

import io.landfall.api.state.ListState;
import io.landfall.api.state.StateDescriptor;
import java.io.DataInput;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** A list is one entry: its time to live starts anew with each change of it. */
final class HeapListState<T> extends HeapTableState implements ListState<T> {

  HeapListState(Form form, StateDescriptor<T> descriptor, HeapKeyedState owner) {
    super(form, descriptor, owner);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<T> get() {
    if (!seek()) {
      return List.of();
    }
    CowTable table = table();
    HeapList list = (HeapList) table.value();
    if (owner.epochs().anyLive()) {
      if (table.isValueShared()) {
        list = list.fork();
        table.set(list, table.isStamped() ? table.stampMs() : 0);
      }
      list.own(this);
    }
    if (table.isUnmarked() && list.hasMutable(serializer)) {
      // Whoever reads them may change them, and need not say so.
      table.markChanged();
    }
    return (List<T>) list;
  }

  @Override
  public void add(T value) {
    Objects.requireNonNull(value, "value");
    HeapList list = changeable();
    list.append(value);
  }

  @Override
  public void addAll(Iterable<? extends T> values) {
    HeapList list = null;
    for (T value : values) {
      Objects.requireNonNull(value, "value");
      list = list == null ? changeable() : list;
      list.append(value);
    }
  }

  @Override
  public void update(List<? extends T> values) {
    if (values.isEmpty()) {
      clear();
      return;
    }
    HeapList list = new HeapList();
    for (T value : values) {
      list.append(Objects.requireNonNull(value, "value"));
    }
    write(list);
  }

  /** The current key's list, written to the table if it is new, shared, or has its time renewed. */
  private HeapList changeable() {
    if (!seek()) {
      HeapList list = new HeapList();
      write(list);
      return list;
    }
    HeapList list = (HeapList) table().value();
    boolean shared = table().isValueShared();
    if (shared) {
      list = list.fork();
    }
    if (shared || ttlMs > 0) {
      write(list);
    } else {
      table().markChanged();
    }
    return list;
  }

  @Override
  boolean hasParts() {
    return true;
  }

  @Override
  int weightOf(Object value) {
    return Math.max(1, ((HeapList) value).size());
  }

  @Override
  void writeValue(Object value, SnapshotWriter out) throws IOException {
    HeapList list = (HeapList) value;
    out.out().writeInt(list.size());
    for (int i = 0; i < list.size(); i++) {
      out.values().write(list.get(i), out.out());
    }
  }

  @Override
  Object readValue(DataInput in, boolean stamped) throws IOException {
    int size = in.readInt();
    HeapList list = new HeapList();
    for (int i = 0; i < size; i++) {
      list.append(serializer.read(in));
    }
    return list;
  }
}
