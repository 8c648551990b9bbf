package io.landfall.api.state;

/**
 * A number for each key, such as a count or a sum. It keeps what a {@code ValueState<Long>} of the
 * same name keeps, so that a job can go on from a checkpoint with the other one; but to read and to
 * change it makes no object.
 */
public interface LongState extends State {

  /** 0 if the key has none. */
  long get();

  void set(long value);

  /**
   * Adds to it; wraps around where a {@code long} does.
   *
   * @return what it is now
   */
  long add(long change);
}
