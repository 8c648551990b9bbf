package io.landfall.operators.harness;

import io.landfall.operators.harness.NaiveKeyedState.Namespaced;
import io.landfall.operators.spi.SliceState;
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
  @SuppressWarnings("unchecked")
  public void forEach(long slice, Visitor<A> visitor) throws Exception {
    for (Map.Entry<Object, Object> each : new LinkedHashMap<>(entries).entrySet()) {
      if (sliceOf(each.getKey()) == slice) {
        Object key = ((Namespaced) each.getKey()).key();
        keyed.setCurrentKey(key);
        visitor.visit(key, (A) each.getValue());
      }
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public <B> void combine(long slice, SliceState<B> scratch, long into, Combiner<A, B> combiner)
      throws Exception {
    Map<Object, Object> found = ((NaiveSlices<B>) scratch).entries;
    for (Map.Entry<Object, Object> each : entries.entrySet()) {
      if (sliceOf(each.getKey()) == slice) {
        Namespaced to = new Namespaced(((Namespaced) each.getKey()).key(), into);
        B combined = combiner.combine((A) each.getValue(), (B) found.get(to));
        if (combined == null) {
          found.remove(to);
        } else {
          found.put(to, combined);
        }
      }
    }
  }

  @Override
  public <B> SliceState<B> scratch() {
    return new NaiveSlices<>(keyed, new LinkedHashMap<>());
  }

  @Override
  public void drop(long slice) {
    entries.keySet().removeIf(each -> sliceOf(each) == slice);
  }
}
