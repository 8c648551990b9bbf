package io.landfall.runtime.state;

import io.landfall.operators.spi.Touch;
import java.util.Arrays;

/**
 * The keys of the records that come next. What is kept for them is looked up for all of them step
 * by step, so that their memory is fetched at the same time and not one after the other: group
 * prefetching, as of Chen and others, "Improving hash join performance through prefetching", 2004.
 * Task thread only.
 */
final class AnnouncedKeys {

  /** In place of a position: the current key is none of these. */
  static final int NONE = -1;

  /** A batch that never comes. */
  static final long NO_BATCH = -1;

  private static final int CAPACITY = KeyedState.MOST_ANNOUNCED;

  /** Arrays with references are made anew now and then, as that of the current key. */
  private static final int BATCHES_PER_ARRAY = 1 << 8;

  private Object[] keys = new Object[CAPACITY];
  private final int[] keyGroups = new int[CAPACITY];
  private final int[] hashes = new int[CAPACITY];
  private int count;
  private long batch;
  private int position = NONE;

  private final int[] slots = new int[CAPACITY];

  /** Objects that are to be loaded, up to two for each key. */
  private Object[] found = new Object[2 * CAPACITY];

  private int foundCount;

  /** What was loaded adds up here, or the compiler would not load it. */
  private int loaded;

  void set(int index, Object key, int keyGroup, int hash) {
    keys[index] = key;
    keyGroups[index] = keyGroup;
    hashes[index] = hash;
  }

  /** The first {@code size} have been set. */
  void begin(int size) {
    count = size;
    position = NONE;
    if ((++batch & BATCHES_PER_ARRAY - 1) == 0) {
      keys = keys.clone();
      found = found.clone();
    }
  }

  /** The key at {@code index} is the current one, or, with {@link #NONE}, none of these is. */
  void moveTo(int index) {
    position = index;
  }

  int position() {
    return position;
  }

  int count() {
    return count;
  }

  /** Another one each time keys are announced; never negative. */
  long batch() {
    return batch;
  }

  Object key(int index) {
    return keys[index];
  }

  int keyGroup(int index) {
    return keyGroups[index];
  }

  int hash(int index) {
    return hashes[index];
  }

  /** Room for a slot of each key, for who fetches. */
  int[] slots() {
    return slots;
  }

  /**
   * An object that is to be fetched next; at most two for each key.
   *
   * @param object null for none
   */
  void found(Object object) {
    if (object != null) {
      found[foundCount++] = object;
    }
  }

  /** Fetches all that was {@link #found}, and lets go of it. */
  void fetchFound() {
    Object[] objects = found;
    int total = foundCount;
    int sum = 0;
    // Nothing else is done here: the more instructions for one, the fewer are fetched at a time.
    for (int i = 0; i < total; i++) {
      sum += Touch.object(objects[i]);
    }
    loaded(sum);
    Arrays.fill(objects, 0, total, null);
    foundCount = 0;
  }

  /**
   * @param sum of whatever was loaded, of no meaning
   */
  void loaded(int sum) {
    loaded += sum;
  }
}
