package io.landfall.operators.window;

import io.landfall.api.state.ListState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.window.Evictor;
import io.landfall.api.window.TimestampedValue;
import io.landfall.api.window.Window;
import java.util.List;

/**
 * All records of each window with their timestamps, for an evictor. A function of all records is
 * also called if nothing was left to it, as in Flink; an incremental one has no result then.
 */
final class EvictingContents implements WindowContents {

  /** Makes the result of what is left. */
  @FunctionalInterface
  interface Result {
    void emit(Window window, List<Object> values) throws Exception;
  }

  private final Evictor<Object, Window> evictor;
  private final Evictor.Context clocks;
  private final WindowStates states;
  private final Result result;
  private final ListState<TimestampedValue<Object>> records;

  EvictingContents(
      Evictor<Object, Window> evictor, Evictor.Context clocks, WindowStates states, Result result) {
    this.evictor = evictor;
    this.clocks = clocks;
    this.states = states;
    this.result = result;
    records = states.contents().listState(StateDescriptor.of("timestamped-records"));
  }

  @Override
  public void add(Object value, long timestampMs) {
    records.add(new TimestampedValue<>(value, timestampMs));
  }

  @Override
  public void fire(Window window) throws Exception {
    List<TimestampedValue<Object>> all = records.get();
    if (all.isEmpty()) {
      return;
    }
    EvictableRecords left = new EvictableRecords(all);
    int sizeBefore = left.size();
    evictor.evictBefore(left, left.size(), window, clocks);
    left.compact();
    result.emit(window, left.values());
    evictor.evictAfter(left, left.size(), window, clocks);
    left.compact();
    if (left.size() < sizeBefore) {
      records.update(left.list());
    }
  }

  @Override
  public void clear() {
    records.clear();
  }

  @Override
  public void merge(Window into, List<Window> others) {
    ListedContents.moveLists(records, states, into, others);
  }
}
