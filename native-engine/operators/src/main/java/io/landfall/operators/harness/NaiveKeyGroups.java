package io.landfall.operators.harness;

/** Key groups by the remainder of the hash; each subtask owns as many as the next, or one more. */
final class NaiveKeyGroups {

  static final int COUNT = 32;

  static int of(Object key) {
    return Math.floorMod(key.hashCode(), COUNT);
  }

  /** The first key group of a subtask; of the one behind the last: {@link #COUNT}. */
  static int firstOf(int subtask, int parallelism) {
    return (subtask * COUNT + parallelism - 1) / parallelism;
  }

  static int subtaskOf(Object key, int parallelism) {
    return of(key) * parallelism / COUNT;
  }

  private NaiveKeyGroups() {}
}
