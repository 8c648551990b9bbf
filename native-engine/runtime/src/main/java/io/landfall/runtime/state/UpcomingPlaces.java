package io.landfall.runtime.state;

import io.landfall.operators.spi.Touch;
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

  private long[][] words = new long[CAPACITY][];
  private final int[] wordSlots = new int[CAPACITY];
  private int wordCount;
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

  /** A place with a bare word, or the first of several; at most one for each record. */
  void add(long[] from, int slot) {
    words[wordCount] = from;
    wordSlots[wordCount++] = slot;
  }

  /**
   * Loads what is in all places that were added, and forgets them.
   *
   * @return of no meaning
   */
  int load() {
    int sum = loadWords();
    Object[][] from = arrays;
    int total = count;
    // Nothing else is done here: the more instructions for one, the fewer are fetched at a time.
    for (int i = 0; i < total; i++) {
      sum += Touch.object(from[i][slots[i]]);
    }
    Arrays.fill(from, 0, total, null);
    count = 0;
    if ((++uses & USES_PER_ARRAY - 1) == 0) {
      arrays = from.clone();
      words = words.clone();
    }
    return sum;
  }

  private int loadWords() {
    long[][] from = words;
    int total = wordCount;
    long sum = 0;
    for (int i = 0; i < total; i++) {
      sum += from[i][wordSlots[i]];
    }
    Arrays.fill(from, 0, total, null);
    wordCount = 0;
    return (int) sum;
  }
}
