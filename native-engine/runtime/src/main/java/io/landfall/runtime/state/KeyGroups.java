package io.landfall.runtime.state;

import java.util.List;

/**
 * Key to key group to subtask. The number of key groups is fixed for a job's life, the parallelism
 * is not: each subtask owns one contiguous range, and the ranges of all subtasks are a partition.
 *
 * <p>The hash must be the same in every process, or restored state would not be found again. {@code
 * Object.hashCode} of an enum is not, so enums (also inside lists) count by name. Keys of other
 * types need a {@code hashCode} that depends on their value only.
 */
public final class KeyGroups {

  /** The largest number of key groups. */
  public static final int MAX_COUNT = 1 << 15;

  private KeyGroups() {}

  /**
   * The key group of {@code key}, from 0 to {@code keyGroupCount - 1}.
   *
   * @param key not null
   */
  public static int of(Object key, int keyGroupCount) {
    int hash = mix(stableHash(key));
    if ((keyGroupCount & (keyGroupCount - 1)) == 0) {
      return hash & (keyGroupCount - 1);
    }
    return Math.floorMod(hash, keyGroupCount);
  }

  /** The subtask that owns {@code keyGroup}. */
  public static int subtaskOf(int keyGroup, int parallelism, int keyGroupCount) {
    return (int) ((long) keyGroup * parallelism / keyGroupCount);
  }

  /**
   * The key groups that {@code subtask} owns.
   *
   * @throws IllegalArgumentException if there are more subtasks than key groups
   */
  public static KeyGroupRange rangeOf(int subtask, int parallelism, int keyGroupCount) {
    if (parallelism > keyGroupCount) {
      throw new IllegalArgumentException(
          "parallelism " + parallelism + " is more than the " + keyGroupCount + " key groups");
    }
    int first = firstOf(subtask, parallelism, keyGroupCount);
    int next = firstOf(subtask + 1, parallelism, keyGroupCount);
    return new KeyGroupRange(first, next - 1);
  }

  /** The smallest key group with {@code keyGroup * parallelism / keyGroupCount >= subtask}. */
  private static int firstOf(int subtask, int parallelism, int keyGroupCount) {
    return (int) (((long) subtask * keyGroupCount + parallelism - 1) / parallelism);
  }

  private static int stableHash(Object key) {
    Class<?> type = key.getClass();
    // Telling that an object is no list takes a search of all interfaces of its class.
    if (type == String.class || type == Long.class || type == Integer.class) {
      return key.hashCode();
    }
    if (key instanceof Enum<?> constant) {
      return constant.name().hashCode();
    }
    if (key instanceof List<?> list) {
      return stableHash(list);
    }
    return key.hashCode();
  }

  private static int stableHash(List<?> list) {
    int hash = 1;
    for (int i = 0; i < list.size(); i++) {
      Object element = list.get(i);
      hash = 31 * hash + (element == null ? 0 : stableHash(element));
    }
    return hash;
  }

  /** The finaliser of MurmurHash3 (Austin Appleby, public domain): every bit moves every bit. */
  static int mix(int hash) {
    int h = hash;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    h ^= h >>> 16;
    return h;
  }
}
