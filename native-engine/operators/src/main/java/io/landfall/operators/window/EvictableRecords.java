package io.landfall.operators.window;

import io.landfall.api.window.TimestampedValue;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The records of one window while it fires; any number can be taken out in one pass. */
final class EvictableRecords implements Iterable<TimestampedValue<Object>> {

  private final TimestampedValue<Object>[] records;
  private int size;

  @SuppressWarnings({"unchecked", "rawtypes"})
  EvictableRecords(List<TimestampedValue<Object>> all) {
    records = all.toArray(new TimestampedValue[0]);
    size = records.length;
  }

  int size() {
    return size;
  }

  /** Closes the gaps; no iterator may be in use. */
  void compact() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (records[i] != null) {
        records[kept++] = records[i];
      }
    }
    size = kept;
  }

  /** Only without gaps. */
  List<TimestampedValue<Object>> list() {
    return Arrays.asList(records).subList(0, size);
  }

  /** Only without gaps. */
  List<Object> values() {
    return new AbstractList<>() {
      @Override
      public Object get(int index) {
        return records[index].value();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  @Override
  public Iterator<TimestampedValue<Object>> iterator() {
    return new Iterator<>() {
      private int next;
      private int last = -1;

      @Override
      public boolean hasNext() {
        while (next < size && records[next] == null) {
          next++;
        }
        return next < size;
      }

      @Override
      public TimestampedValue<Object> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        last = next++;
        return records[last];
      }

      @Override
      public void remove() {
        if (last < 0) {
          throw new IllegalStateException("next() was not called, or its record is gone already");
        }
        records[last] = null;
        last = -1;
      }
    };
  }
}
