package io.landfall.operators.spi;

/** Records that come next, in their order. Valid during the call that it is given to. */
public interface Upcoming {

  /** How many it may be at most: what they need must fit into a near cache. */
  int MOST = 16;

  int count();

  /**
   * @param index from 0
   * @return null only for a record that is null
   */
  Object value(int index);

  /**
   * @param index from 0
   * @return event time in ms, {@link Long#MIN_VALUE} for none
   */
  long timestampMs(int index);
}
