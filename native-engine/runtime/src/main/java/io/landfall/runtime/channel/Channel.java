package io.landfall.runtime.channel;

/**
 * The queue from one subtask to another: one thread offers, one polls. A class rather than an
 * interface, so that a process with one kind of channel calls it directly.
 */
public abstract class Channel extends ChannelSender {

  /** The timestamp of records that have none. */
  public static final long NO_TIMESTAMP = Long.MIN_VALUE;

  /**
   * Consumer only: how many records {@link #poll} will return before a signal or null comes, as far
   * as is known. It looks at each of them, one right after the other, so that the memory they are
   * in is fetched for all at once; most have been written by another core.
   *
   * @param most not to look further than so many
   */
  public abstract int upcomingRecords(int most);

  /**
   * Consumer only: a record that {@link #poll} will return.
   *
   * @param ahead from 0, less than {@link #upcomingRecords} said
   */
  public abstract Object peek(int ahead);

  /** Consumer only: the timestamp of what {@link #peek} returns. */
  public abstract long peekTimestampMs(int ahead);

  /**
   * Consumer only: as {@link #poll}, for one of the records that {@link #upcomingRecords} has told
   * of.
   */
  public abstract Object pollUpcoming();

  /** Consumer only: the next record or signal, or null if there is none now. */
  public abstract Object poll();

  /** Consumer only: the timestamp of what {@link #poll} last returned. */
  public abstract long timestampMs();

  /** Consumer only: gives the polled slots back to the producer; call once a batch. */
  public abstract void release();

  /** Any thread, as a hint. */
  public abstract int size();
}
