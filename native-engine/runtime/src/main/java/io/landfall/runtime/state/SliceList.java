package io.landfall.runtime.state;

import io.landfall.operators.spi.SliceState;
import java.util.Arrays;
import java.util.List;

/**
 * A few slices by their numbers. Records in disorder change from slice to slice all the time, and
 * no processor can tell to which: so a look-up goes where a hash of the number says, with no branch
 * that depends on it, and stores nothing. Task thread only.
 */
final class SliceList {

  /** Room for so many times as many, so that two are rarely in each other's way. */
  private static final int SPREAD = 4;

  /** The first so many are in use, in the order of their numbers. */
  private Slice[] slices = new Slice[16];

  private int size;

  /** By hash of the number the one that came last; others have to be searched for. */
  private Slice[] near = new Slice[SPREAD * slices.length];

  /** Null if there is none. */
  Slice get(long number) {
    Slice slice = near[home(number)];
    return slice != null && slice.number == number ? slice : search(number);
  }

  private int home(long number) {
    // Fibonacci hashing (Knuth, volume 3, 6.4): numbers are mostly multiples of one.
    return (int) (number * 0x9e3779b97f4a7c15L >>> 32) & near.length - 1;
  }

  private Slice search(long number) {
    int index = indexOf(number);
    return index < size && slices[index].number == number ? slices[index] : null;
  }

  /** Of the first one that is not below {@code number}; the size if there is none. */
  private int indexOf(long number) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (slices[middle].number < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** That of the lowest number; null if there is none. */
  Slice first() {
    return slices[0];
  }

  long ceiling(long number) {
    int index = indexOf(number);
    return index == size ? SliceState.NONE : slices[index].number;
  }

  /**
   * @param slice with a number that is not there yet
   */
  void add(Slice slice) {
    if (size == slices.length) {
      slices = Arrays.copyOf(slices, 2 * size);
      near = new Slice[SPREAD * slices.length];
      for (int i = 0; i < size; i++) {
        near[home(slices[i].number)] = slices[i];
      }
    }
    int index = indexOf(slice.number);
    System.arraycopy(slices, index, slices, index + 1, size - index);
    slices[index] = slice;
    near[home(slice.number)] = slice;
    size++;
  }

  /** Returns what was there; null if nothing was. */
  Slice remove(long number) {
    int index = indexOf(number);
    if (index == size || slices[index].number != number) {
      return null;
    }
    Slice removed = slices[index];
    System.arraycopy(slices, index + 1, slices, index, size - index - 1);
    slices[--size] = null;
    if (near[home(number)] == removed) {
      near[home(number)] = null;
    }
    return removed;
  }

  void clear() {
    Arrays.fill(slices, null);
    Arrays.fill(near, null);
    size = 0;
  }

  /** Valid until the next change. */
  List<Slice> all() {
    return Arrays.asList(slices).subList(0, size);
  }
}
