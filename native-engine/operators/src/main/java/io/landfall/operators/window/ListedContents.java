package io.landfall.operators.window;

import io.landfall.api.state.ListState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.window.Window;
import java.util.ArrayList;
import java.util.List;

/** All records of each window. */
final class ListedContents implements WindowContents {

  private final WindowStates states;
  private final Emission emission;
  private final ListState<Object> records;

  ListedContents(WindowStates states, Emission emission) {
    this.states = states;
    this.emission = emission;
    records = states.contents().listState(StateDescriptor.of("records"));
  }

  @Override
  public void add(Object value, long timestampMs) {
    records.add(value);
  }

  @Override
  public void fire(Window window) throws Exception {
    List<Object> all = records.get();
    if (!all.isEmpty()) {
      emission.emitAll(window, all);
    }
  }

  @Override
  public void clear() {
    records.clear();
  }

  @Override
  public void merge(Window into, List<Window> others) {
    moveLists(records, states, into, others);
  }

  static <T> void moveLists(
      ListState<T> lists, WindowStates states, Window into, List<Window> others) {
    for (Window other : others) {
      states.enter(other);
      List<T> moved = new ArrayList<>(lists.get());
      lists.clear();
      states.enter(into);
      lists.addAll(moved);
    }
  }
}
