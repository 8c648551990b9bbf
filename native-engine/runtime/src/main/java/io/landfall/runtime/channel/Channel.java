package io.landfall.runtime.channel;

/**
 * The queue from one subtask to another: one thread offers, one polls. A class rather than an
 * interface, so that a process with one kind of channel calls it directly.
 */
public abstract class Channel {

  /**
   * Producer only.
   *
   * @param value a record or a {@link Signal}, not null
   * @return false if it is full: the record was not taken, offer it again on a later step
   */
  public abstract boolean offer(Object value, long timestampMs);

  /** Consumer only: the next record or signal, or null if there is none now. */
  public abstract Object poll();

  /** Consumer only: the timestamp of what {@link #poll} last returned. */
  public abstract long timestampMs();

  /** Consumer only: gives the polled slots back to the producer; call once a batch. */
  public abstract void release();

  /** Any thread, as a hint. */
  public abstract int size();
}
