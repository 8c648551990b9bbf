package io.landfall.runtime.state;

import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * Tells which pieces of a keyed state are still needed by a snapshot.
 *
 * <p>Every piece carries the epoch in which it was made. A snapshot ends an epoch: pieces of that
 * epoch and older ones belong to it too, and must not be changed in place until it is released.
 * Snapshots are taken by the task thread and released by any.
 */
final class SnapshotEpochs {

  private static final long NONE = -1;

  private final TreeSet<Long> live = new TreeSet<>();

  /** Told how many slots were copied because of a live snapshot; task thread only. */
  private IntConsumer copyListener = slots -> {};

  /** Told how many slots there are in pieces that are changed for the first time in an interval. */
  private IntConsumer touchListener = slots -> {};

  /** Task thread only. */
  private long interval = 1;

  /** Task thread only. */
  private long current;

  /**
   * Written under the lock. Reading it also makes the end of the reads of a released snapshot
   * visible, before its pieces are changed in place.
   */
  private volatile long newestLive = NONE;

  void onCopied(IntConsumer listener) {
    copyListener = listener;
  }

  void onTouched(IntConsumer listener) {
    touchListener = listener;
  }

  /** Which of the intervals that {@link #beginInterval} divides time into this is; from 1. */
  long interval() {
    return interval;
  }

  /** From now on, what is changed counts anew as {@link #reportTouched touched}. */
  void beginInterval() {
    interval++;
  }

  /** The first change in this interval of a piece with so many slots. Task thread only. */
  void reportTouched(int slots) {
    touchListener.accept(slots);
  }

  /** So many slots were copied, since a live snapshot has the original. Task thread only. */
  void reportCopied(int slots) {
    copyListener.accept(slots);
  }

  /** The epoch of a piece that is made now. Task thread only. */
  long current() {
    return current;
  }

  /** True if a piece of {@code epoch} may be part of a snapshot that is not released yet. */
  boolean isShared(long epoch) {
    return epoch <= newestLive;
  }

  /** True if any snapshot is waiting for its release. */
  boolean anyLive() {
    return newestLive != NONE;
  }

  /** Ends the current epoch; returns what {@link #release} wants. */
  synchronized long snapshot() {
    long ended = current;
    live.add(ended);
    newestLive = ended;
    current = ended + 1;
    return ended;
  }

  synchronized void release(long epoch) {
    live.remove(epoch);
    newestLive = live.isEmpty() ? NONE : live.last();
  }
}
