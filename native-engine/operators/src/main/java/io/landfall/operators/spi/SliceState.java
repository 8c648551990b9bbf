package io.landfall.operators.spi;

/**
 * A value for each key in each slice of time, for windows over many keys: a slice is gone through,
 * and given up, as a whole, with no timer or removal for each of its keys (as the frames of Jet's
 * accumulate-by-frame). Slices are told apart by a number, of which the operator knows the meaning.
 * Task thread only.
 *
 * @param <A> what is kept; what {@link #get} gave may be changed in place, and need not be {@link
 *     #put} again
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
   * Meanwhile other slices may be changed, this one not, but for values in place.
   */
  void forEach(long slice, Visitor<A> visitor) throws Exception;

  /**
   * Goes through the keys in the slice, in no order, together with what a slice of {@code scratch}
   * has for them. None of them becomes the current one, and nothing else may be done with either
   * state meanwhile.
   *
   * @param scratch which this one gave
   */
  <B> void combine(long slice, SliceState<B> scratch, long into, Combiner<A, B> combiner)
      throws Exception;

  /** Gives up a slice with all keys. */
  void drop(long slice);

  /**
   * Another one for the same keys, which is no part of checkpoints: empty after a restart. Cheaper
   * than one of its own where both are looked at for the same key.
   */
  <B> SliceState<B> scratch();

  /** What {@link #ceiling} finds behind the last slice; no slice has that number. */
  long NONE = Long.MAX_VALUE;

  /** Makes of a value what another state is to have for the same key. */
  @FunctionalInterface
  interface Combiner<A, B> {

    /**
     * @param value not to be changed, nor kept
     * @param found null for none yet; may be changed
     * @return {@code found} or another one; null for none any more
     */
    B combine(A value, B found) throws Exception;
  }

  /** Sees the keys of a slice. */
  @FunctionalInterface
  interface Visitor<A> {
    void visit(Object key, A value) throws Exception;
  }
}
