package io.landfall.runtime.channel;

/** The end of a channel that a task writes to. */
public abstract class ChannelSender {

  /**
   * Producer only.
   *
   * @param record not null, and no {@link Signal}
   * @return false if it may not go in yet, mostly since the channel is full: the record was not
   *     taken, offer it again on a later step
   */
  public abstract boolean offer(Object record, long timestampMs);

  /**
   * Producer only: as above.
   *
   * @param timestampMs for {@link Signal.NullRecord}
   */
  public abstract boolean offerSignal(Signal signal, long timestampMs);
}
