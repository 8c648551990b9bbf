package io.landfall.runtime.task;

import io.landfall.operators.spi.Upcoming;
import io.landfall.runtime.channel.Channel;

/** What a channel has next. Task thread only. */
final class ChannelAhead implements Upcoming {

  private Channel channel;
  private int count;

  /**
   * @param upcoming no more than the channel has just said it has
   */
  void show(Channel of, int upcoming) {
    // To store a reference costs a fence, and mostly it is the same one.
    if (channel != of) {
      channel = of;
    }
    count = upcoming;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public Object value(int index) {
    return channel.peek(index);
  }

  @Override
  public long timestampMs(int index) {
    return channel.peekTimestampMs(index);
  }
}
