package io.landfall.runtime.state;

import io.landfall.api.state.StateDescriptor;
import java.io.DataInput;
import java.io.IOException;

/** A keyed state with one user's object for a key. */
abstract class HeapSingleState extends HeapTableState {

  HeapSingleState(Form form, StateDescriptor<?> descriptor, HeapKeyedState owner) {
    super(form, descriptor, owner);
  }

  @Override
  final void writeValue(Object value, SnapshotWriter out) throws IOException {
    out.values().write(value, out.out());
  }

  @Override
  final Object readValue(DataInput in, boolean stamped) throws IOException {
    return serializer.read(in);
  }
}
