package io.landfall.storm.task;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what is under way in one run of a topology, for those who wait until nothing is: clusters
 * in simulated time, and tracked ones. Counted up before it is handed on, and down when it was
 * worked off, so that zero means quiet. Any thread.
 */
public final class Traffic {

  /**
   * That somebody wants to know.
   *
   * @param simulatedTime whether the topology's timers go by Storm's simulated clock
   * @param transferred what Storm's tracked clusters call so: tuples for bolts, and acks and fails
   *     for spouts; null if nobody asked
   */
  public record Watch(boolean simulatedTime, AtomicInteger transferred) {}

  private final AtomicLong underWay = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final AtomicInteger transferred;

  Traffic(Watch watch) {
    this.transferred = watch.transferred();
  }

  /**
   * A tuple for a bolt.
   *
   * @param tracked whether that bolt counts it when it has executed it
   */
  public void tupleSent(boolean tracked) {
    if (tracked) {
      countTransferred();
    }
    began();
  }

  /** A message has settled: its spout will be told, and then it has {@link #ended}. */
  public void messageSettled() {
    countTransferred();
    began();
  }

  /** A message is given up by its spout, which is told at once. */
  public void messageExpired() {
    countTransferred();
  }

  private void countTransferred() {
    if (transferred != null) {
      transferred.incrementAndGet();
    }
  }

  /** Something else that a task's thread will do. */
  public void began() {
    underWay.incrementAndGet();
  }

  /** One of those that began is done. */
  public void ended() {
    ended.incrementAndGet();
    underWay.decrementAndGet();
  }

  public long underWay() {
    return underWay.get();
  }

  /** How much has been done so far; only its change means something. */
  public long endedCount() {
    return ended.get();
  }
}
