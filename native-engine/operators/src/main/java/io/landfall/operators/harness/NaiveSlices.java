package io.landfall.operators.harness;

import io.landfall.operators.harness.NaiveKeyedState.Namespaced;
import io.landfall.operators.spi.SliceState;
import io.landfall.operators.spi.SliceTotals;
import java.util.LinkedHashMap;
import java.util.Map;

/** Slices as one map of keys with slices. */
final class NaiveSlices<A> implements SliceState<A> {

  private final NaiveKeyedState keyed;
  private final Map<Object, Object> entries;

  NaiveSlices(NaiveKeyedState keyed, Map<Object, Object> entries) {
    this.keyed = keyed;
    this.entries = entries;
  }

  private Namespaced current(long slice) {
    return new Namespaced(keyed.requireKey(), slice);
  }

  private static long sliceOf(Object entryKey) {
    return (Long) ((Namespaced) entryKey).namespace();
  }

  @Override
  public void fetch(long[] slices) {
    // All is near enough.
  }

  @Override
  @SuppressWarnings("unchecked")
  public A get(long slice) {
    return (A) entries.get(current(slice));
  }

  @Override
  public void put(long slice, A value) {
    entries.put(current(slice), value);
  }

  @Override
  public void remove(long slice) {
    entries.remove(current(slice));
  }

  @Override
  public long ceiling(long slice) {
    return entries.keySet().stream()
        .mapToLong(NaiveSlices::sliceOf)
        .filter(each -> each >= slice)
        .min()
        .orElse(NONE);
  }

  @Override
  public void forEach(long slice, Visitor<A> visitor) throws Exception {
    for (Map.Entry<Object, A> each : valuesOf(slice).entrySet()) {
      keyed.setCurrentKey(each.getKey());
      visitor.visit(each.getKey(), each.getValue(), false);
    }
  }

  /** By key. */
  @SuppressWarnings("unchecked")
  Map<Object, A> valuesOf(long slice) {
    Map<Object, A> values = new LinkedHashMap<>();
    entries.forEach(
        (entryKey, value) -> {
          if (sliceOf(entryKey) == slice) {
            values.put(((Namespaced) entryKey).key(), (A) value);
          }
        });
    return values;
  }

  @Override
  public SliceTotals<A> totals() {
    return new NaiveTotals<>(keyed, this);
  }

  @Override
  public void drop(long slice) {
    entries.keySet().removeIf(each -> sliceOf(each) == slice);
  }
}
