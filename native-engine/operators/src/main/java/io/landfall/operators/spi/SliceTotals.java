package io.landfall.operators.spi;

/**
 * For each key a total of its values in some slices of a {@link SliceState}, and how many those
 * are: with none, the key has no total. No part of checkpoints: empty after a restart. Task thread
 * only.
 *
 * @param <A> what is kept, in the slices as in the totals
 */
public interface SliceTotals<A> {

  /**
   * Adds all values of a slice. None of their keys becomes the current one; a total that is not
   * there begins as a copy of the value.
   *
   * @param sum called with a total and a value; gives the new total
   */
  void include(long slice, Combiner<A> sum) throws Exception;

  /**
   * Takes out all values of a slice that is included.
   *
   * @param difference called with a total and a value, if others are left in the total; gives the
   *     new total
   */
  void exclude(long slice, Combiner<A> difference) throws Exception;

  /** Of the current key; null if it has none. To be {@link #put} again if it is changed. */
  A get();

  /**
   * Gives the current key a total.
   *
   * @param moreSlices 1 if a slice that is included has a value of this key now and had none
   *     before; 0 if not
   */
  void put(A total, int moreSlices);

  /** As {@link SliceState#forEach}. */
  void forEach(SliceState.Visitor<A> visitor) throws Exception;

  /** Gives up all totals. */
  void clear();

  /** Makes a new total. */
  @FunctionalInterface
  interface Combiner<A> {

    /**
     * @param total may be changed
     * @param value not to be changed, nor kept
     * @return {@code total} or another one
     */
    A combine(A total, A value) throws Exception;
  }
}
