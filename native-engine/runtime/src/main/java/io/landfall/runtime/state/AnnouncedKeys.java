package io.landfall.runtime.state;

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

  /** Stands for no object at all; it is always near. */
  private static final Object NOTHING = new Object();

  /** Arrays with references are made anew now and then, as that of the current key. */
  private static final int BATCHES_PER_ARRAY = 1 << 8;

  private Object[] keys = new Object[CAPACITY];
  private final int[] keyGroups = new int[CAPACITY];
  private final int[] hashes = new int[CAPACITY];
  private int count;
  private long batch;
  private int position = NONE;

  private final int[] slots = new int[CAPACITY];

  /** Up to two objects for each key that are to be loaded. */
  private Object[] firstFound = filled();

  private Object[] secondFound = filled();

  /** What was loaded adds up here, or the compiler would not load it. */
  private int loaded;

  private static Object[] filled() {
    Object[] objects = new Object[CAPACITY];
    Arrays.fill(objects, NOTHING);
    return objects;
  }

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
      firstFound = firstFound.clone();
      secondFound = secondFound.clone();
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
   * Objects that are to be fetched next for a key.
   *
   * @param first null for none
   * @param second null for none
   */
  void found(int index, Object first, Object second) {
    firstFound[index] = first == null ? NOTHING : first;
    secondFound[index] = second == null ? NOTHING : second;
  }

  /** Fetches what was {@link #found} for each key, and lets go of it. */
  void fetchFound() {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += Touch.object(firstFound[i]) + Touch.object(secondFound[i]);
      firstFound[i] = NOTHING;
      secondFound[i] = NOTHING;
    }
    loaded(sum);
  }

  /**
   * @param sum of whatever was loaded, of no meaning
   */
  void loaded(int sum) {
    loaded += sum;
  }
}
