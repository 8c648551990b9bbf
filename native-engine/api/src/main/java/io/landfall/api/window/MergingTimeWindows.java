package io.landfall.api.window;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Time windows of a key that become one if they overlap or touch. */
public interface MergingTimeWindows<T> extends MergingWindowAssigner<T, TimeWindow> {

  @Override
  default Trigger<Object, Window> defaultTrigger() {
    return isEventTime() ? EventTimeTrigger.create() : ProcessingTimeTrigger.create();
  }

  @Override
  default void merge(Collection<TimeWindow> windows, Merges<TimeWindow> merges) {
    List<TimeWindow> sorted = new ArrayList<>(windows);
    sorted.sort(Comparator.comparingLong(TimeWindow::startMs));
    int first = 0;
    while (first < sorted.size()) {
      TimeWindow cover = sorted.get(first);
      int next = first + 1;
      while (next < sorted.size() && cover.touches(sorted.get(next))) {
        cover = cover.cover(sorted.get(next));
        next++;
      }
      if (next > first + 1) {
        merges.merge(List.copyOf(sorted.subList(first, next)), cover);
      }
      first = next;
    }
  }
}
