package io.landfall.storm.capture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.storm.tuple.Tuple;

/** Finds the tuples in a field that holds tuples: in collections, maps and arrays, also nested. */
final class TuplesIn {

  private static final int NESTING_LIMIT = 4;

  private final Set<Tuple> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Tuple> found = new ArrayList<>();

  void add(Object value) {
    add(value, NESTING_LIMIT);
  }

  /** Each once, in the order in which the fields hold them. */
  List<Tuple> found() {
    return found;
  }

  private void add(Object value, int depth) {
    if (value instanceof Tuple tuple) {
      if (seen.add(tuple)) {
        found.add(tuple);
      }
    } else if (depth > 0) {
      if (value instanceof Collection<?> elements) {
        elements.forEach(element -> add(element, depth - 1));
      } else if (value instanceof Map<?, ?> map) {
        map.forEach(
            (key, element) -> {
              add(key, depth - 1);
              add(element, depth - 1);
            });
      } else if (value instanceof Object[] array) {
        for (Object element : array) {
          add(element, depth - 1);
        }
      }
    }
  }
}
