package io.landfall.operators.harness;

import io.landfall.operators.spi.SliceState;
import io.landfall.operators.spi.SliceTotals;
import java.util.LinkedHashMap;
import java.util.Map;

/** Totals as a map, with a map of how many slices are in each. */
final class NaiveTotals<A> implements SliceTotals<A> {

  private final NaiveKeyedState keyed;
  private final NaiveSlices<A> of;
  private final Map<Object, A> totals = new LinkedHashMap<>();
  private final Map<Object, Integer> slices = new LinkedHashMap<>();

  NaiveTotals(NaiveKeyedState keyed, NaiveSlices<A> of) {
    this.keyed = keyed;
    this.of = of;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void include(long slice, Combiner<A> sum) throws Exception {
    for (Map.Entry<Object, A> each : of.valuesOf(slice).entrySet()) {
      Object key = each.getKey();
      boolean isFirst = slices.merge(key, 1, Integer::sum) == 1;
      totals.put(
          key,
          isFirst ? (A) Copies.of(each.getValue()) : sum.combine(totals.get(key), each.getValue()));
    }
  }

  @Override
  public void exclude(long slice, Combiner<A> difference) throws Exception {
    for (Map.Entry<Object, A> each : of.valuesOf(slice).entrySet()) {
      Object key = each.getKey();
      if (slices.computeIfPresent(key, (any, count) -> count == 1 ? null : count - 1) == null) {
        totals.remove(key);
      } else {
        totals.put(key, difference.combine(totals.get(key), each.getValue()));
      }
    }
  }

  @Override
  public A get() {
    return totals.get(keyed.requireKey());
  }

  @Override
  public void put(A total, int moreSlices) {
    totals.put(keyed.requireKey(), total);
    slices.merge(keyed.requireKey(), moreSlices, Integer::sum);
  }

  @Override
  public void forEach(SliceState.Visitor<A> visitor) throws Exception {
    for (Map.Entry<Object, A> each : new LinkedHashMap<>(totals).entrySet()) {
      keyed.setCurrentKey(each.getKey());
      visitor.visit(each.getKey(), each.getValue(), false);
    }
  }

  @Override
  public void clear() {
    totals.clear();
    slices.clear();
  }
}
