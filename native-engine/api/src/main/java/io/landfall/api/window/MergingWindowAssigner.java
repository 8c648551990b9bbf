package io.landfall.api.window;

import java.util.Collection;

/**
 * An assigner whose windows grow together, as sessions do: a new window is merged with those of its
 * key that {@link #merge} says, and their content with it. Needs a trigger that {@linkplain
 * Trigger#canMerge can merge}.
 */
public interface MergingWindowAssigner<T, W extends Window> extends WindowAssigner<T, W> {

  /**
   * Tells {@code merges} of each group of two or more windows that become one. No window may be in
   * two groups, and what a group becomes may not touch what is outside of it.
   *
   * @param windows all of a key, the new one included, in no order
   */
  void merge(Collection<W> windows, Merges<W> merges);

  /** Takes the groups. */
  @FunctionalInterface
  interface Merges<W> {

    void merge(Collection<W> together, W result);
  }
}
