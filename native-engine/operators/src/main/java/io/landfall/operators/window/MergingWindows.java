package io.landfall.operators.window;

import io.landfall.api.state.MapState;
import io.landfall.api.window.MergingWindowAssigner;
import io.landfall.api.window.Window;
import io.landfall.operators.spi.OperatorContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The windows of each key that may grow together, and where the content of each is kept: a window
 * that grows leaves its content where it is, under the name of one of those that it came from. The
 * idea is Flink's {@code MergingWindowSet}; unlike there, a window that is assigned again exactly
 * as it has grown keeps its content.
 */
final class MergingWindows {

  /** What is to be done when windows have become one. */
  @FunctionalInterface
  interface OnMerge {

    /**
     * @param old the windows that are gone, the new one not among them, nor {@code result}
     * @param into where the content of {@code result} is
     * @param contents where there is more, to be moved there
     */
    void merged(Window result, List<Window> old, Window into, List<Window> contents)
        throws Exception;
  }

  /** Windows that have become one. */
  private record Group(List<Window> windows, Window result) {}

  private final MergingWindowAssigner<Object, Window> assigner;
  private final OnMerge onMerge;

  /** Window to the one that its content is kept under. */
  private final MapState<Window, Window> contents;

  MergingWindows(
      MergingWindowAssigner<Object, Window> assigner, OperatorContext context, OnMerge onMerge) {
    this.assigner = assigner;
    this.onMerge = onMerge;
    contents = context.mapState("merging-windows");
  }

  /** Null if there is no such window of the current key. */
  Window contentOf(Window window) {
    return contents.get(window);
  }

  /**
   * Adds a window to those of the current key.
   *
   * @return what it has become, possibly itself
   */
  Window add(Window added) throws Exception {
    if (contents.contains(added)) {
      return added;
    }
    Window grown = added;
    for (Group group : groups(added)) {
      if (group.windows().contains(added)) {
        grown = group.result();
      }
      merge(group, added);
    }
    if (!contents.contains(grown)) {
      contents.put(grown, grown);
    }
    return grown;
  }

  private List<Group> groups(Window added) {
    Set<Window> all = new LinkedHashSet<>();
    for (Map.Entry<Window, Window> entry : contents.entries()) {
      all.add(entry.getKey());
    }
    all.add(added);
    List<Group> groups = new ArrayList<>();
    assigner.merge(all, (together, result) -> groups.add(new Group(List.copyOf(together), result)));
    return groups;
  }

  private void merge(Group group, Window added) throws Exception {
    Window result = group.result();
    List<Window> old = new ArrayList<>();
    List<Window> places = new ArrayList<>();
    for (Window window : group.windows()) {
      Window place = contents.get(window);
      // The new one has none yet.
      if (place != null) {
        places.add(place);
        contents.remove(window);
        if (!window.equals(result)) {
          old.add(window);
        }
      }
    }
    if (places.isEmpty()) {
      return;
    }
    contents.put(result, places.get(0));
    if (!old.isEmpty()) {
      onMerge.merged(result, old, places.get(0), places.subList(1, places.size()));
    }
  }

  /** The window is over. */
  void remove(Window window) {
    contents.remove(window);
  }
}
