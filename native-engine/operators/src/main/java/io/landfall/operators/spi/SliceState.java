package io.landfall.operators.spi;

/**
 * A value for each key in each slice of time, for windows over many keys: a slice is gone through,
 * and given up, as a whole, with no timer or removal for each of its keys (as the frames of Jet's
 * accumulate-by-frame). Slices are told apart by a number, of which the operator knows the meaning.
 * Task thread only.
 *
 * @param <A> what is kept. Of some classes, copies are given and taken, of others the object: so
 *     what {@link #get} gave may be changed in place, and has to be {@link #put} again then
 */
public interface SliceState<A> {

  /**
   * Fetches what {@link #get} will need for the records that {@link Operator#onUpcoming} has just
   * told of, all at the same time.
   *
   * @param slices by record, where it will be looked for
   */
  void fetch(long[] slices);

  /** The value of the current key; null if it has none. */
  A get(long slice);

  /** Gives the current key a value. */
  void put(long slice, A value);

  /** Takes the current key's value out. */
  void remove(long slice);

  /** The first slice from {@code slice} on that was given a value; {@link #NONE} if none is. */
  long ceiling(long slice);

  /**
   * Calls {@code visitor} for each key in the slice, in no order, with that key as the current one.
   * Meanwhile other slices may be changed, this one not.
   */
  void forEach(long slice, Visitor<A> visitor) throws Exception;

  /** Gives up a slice with all keys. */
  void drop(long slice);

  /** Totals of slices, none yet. Cheaper than another state where both are asked for a key. */
  SliceTotals<A> totals();

  /** What {@link #ceiling} finds behind the last slice; no slice has that number. */
  long NONE = Long.MAX_VALUE;

  /** Sees the keys of a slice. */
  @FunctionalInterface
  interface Visitor<A> {

    /**
     * @param value not to be changed
     * @param isCopy true if nothing here will change it either
     */
    void visit(Object key, A value, boolean isCopy) throws Exception;
  }
}
