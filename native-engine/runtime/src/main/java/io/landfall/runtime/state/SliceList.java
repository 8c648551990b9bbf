package io.landfall.runtime.state;

import io.landfall.operators.spi.SliceState;
import java.util.Arrays;
import java.util.List;

/**
 * A few slices by their numbers. Looking one up stores no reference: in an old object, that costs a
 * fence with G1, and records in disorder change from slice to slice all the time. Task thread only.
 */
final class SliceList {

  /** The first so many are in use, in the order of their numbers. */
  private Slice[] slices = new Slice[16];

  private int size;

  /** Where one was found last. */
  private int lastIndex;

  /** Null if there is none. */
  Slice get(long number) {
    if (lastIndex < size && slices[lastIndex].number == number) {
      return slices[lastIndex];
    }
    int index = indexOf(number);
    if (index < size && slices[index].number == number) {
      lastIndex = index;
      return slices[index];
    }
    return null;
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
    }
    int index = indexOf(slice.number);
    System.arraycopy(slices, index, slices, index + 1, size - index);
    slices[index] = slice;
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
    return removed;
  }

  void clear() {
    Arrays.fill(slices, null);
    size = 0;
  }

  /** Valid until the next change. */
  List<Slice> all() {
    return Arrays.asList(slices).subList(0, size);
  }
}
