package io.landfall.storm.grouping;

import java.util.Arrays;
import java.util.List;

/** The same values of the grouping fields always go to the same target, and to Storm's. */
final class FieldsChooser implements Chooser {

  private final int[] positions;
  private final int targetCount;

  /** If that is a power of two: its rest, without a division. -1 otherwise. */
  private final int mask;

  /**
   * @param positions of the grouping fields in the tuple, in the order of the grouping
   */
  FieldsChooser(int[] positions, int targetCount) {
    this.positions = positions;
    this.targetCount = targetCount;
    this.mask = Integer.bitCount(targetCount) == 1 ? targetCount - 1 : -1;
  }

  @Override
  public int one(int sourceTask, List<Object> values) {
    int hash = 1;
    for (int position : positions) {
      hash = 31 * hash + hash(values.get(position));
    }
    return mask >= 0 ? hash & mask : Math.floorMod(hash, targetCount);
  }

  // Equal to Arrays.deepHashCode over an array of the values, without making that array.
  private static int hash(Object value) {
    if (value == null) {
      return 0;
    }
    // The commonest, told at once: to be an enum or an array is a question for the superclasses.
    if (value instanceof String text) {
      return text.hashCode();
    }
    if (value instanceof Enum<?> constant) {
      // On Storm an enum's hash differs from process to process; state needs one that does not.
      return constant.name().hashCode();
    }
    // deepHashCode of a one-element array is 31 + hash of the element.
    return value.getClass().isArray()
        ? Arrays.deepHashCode(new Object[] {value}) - 31
        : value.hashCode();
  }
}
