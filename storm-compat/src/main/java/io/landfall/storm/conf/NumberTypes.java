package io.landfall.storm.conf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which boxes whole numbers of the configuration have once they went through JSON. */
public enum NumberTypes {
  /** {@code Integer} where it fits, as Storm 2.7.1 and later deliver them. */
  INTEGER,
  /** Always {@code Long}, as Storm did before; for jars that cast. */
  LONG;

  /** {@code value} with all whole numbers in it, at any depth, boxed this way. */
  public Object box(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(key, box(element)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(box(element)));
      return copy;
    }
    if (this == LONG && value instanceof Integer number) {
      return number.longValue();
    }
    return value;
  }
}
