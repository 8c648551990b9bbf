package io.landfall.runtime.state;

import java.util.Arrays;

/**
 * Where the values of the records that come next are, so that the places and what is in them are
 * fetched for all at the same time. Tables look into the place before ({@link
 * AnnouncedKeys#found}): there, this measured slower. Task thread only.
 */
final class UpcomingPlaces {

  private static final int CAPACITY = KeyedState.MOST_ANNOUNCED;

  /** The array is made anew now and then, as those of {@link AnnouncedKeys}. */
  private static final int USES_PER_ARRAY = 1 << 8;

  private Object[][] arrays = new Object[CAPACITY][];
  private final int[] slots = new int[CAPACITY];
  private int count;
  private int uses;

  /**
   * A place whose object is to be fetched; at most one for each record.
   *
   * @param objects null for none
   */
  void add(Object[] objects, int slot) {
    if (objects != null) {
      arrays[count] = objects;
      slots[count++] = slot;
    }
  }

  /**
   * Loads what is in all places that were added, and forgets them.
   *
   * @return of no meaning
   */
  int load() {
    Object[][] from = arrays;
    int total = count;
    int sum = 0;
    // Nothing else is done here: the more instructions for one, the fewer are fetched at a time.
    for (int i = 0; i < total; i++) {
      sum += Touch.object(from[i][slots[i]]);
    }
    Arrays.fill(from, 0, total, null);
    count = 0;
    if ((++uses & USES_PER_ARRAY - 1) == 0) {
      arrays = from.clone();
    }
    return sum;
  }
}
