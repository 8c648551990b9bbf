package io.landfall.runtime.worker;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds two threads of which one gives its groups to the other, if there are more that may share
 * than there were at first. Both began as one: so in the end each group is back among those that it
 * was dealt out with, and the threads have as much to do as they had. A function of what it is
 * told.
 *
 * @param <W> a thread
 */
final class Reunion<W> {

  private record Candidate<W>(W thread, int groups) {}

  private final int threads;
  private final Map<Integer, Candidate<W>> byShare = new HashMap<>();
  private int count;
  private W giver;
  private W taker;

  /**
   * @param threads how many there were at first
   */
  Reunion(int threads) {
    this.threads = threads;
  }

  /**
   * A thread that may share.
   *
   * @param share the number of the thread that its groups were on at first
   * @param groups how many it has
   */
  void add(W thread, int share, int groups) {
    count++;
    Candidate<W> other = byShare.putIfAbsent(share, new Candidate<>(thread, groups));
    if (other != null && giver == null) {
      boolean hasMore = groups > other.groups;
      giver = hasMore ? other.thread : thread;
      taker = hasMore ? thread : other.thread;
    }
  }

  /** There are too many; as there are no more shares than threads, two are of one share. */
  boolean isDue() {
    return count > threads;
  }

  /** The one with fewer groups, if it is due. */
  W giver() {
    return giver;
  }

  W taker() {
    return taker;
  }
}
