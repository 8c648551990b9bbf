package io.landfall.storm.grouping;

import java.util.Arrays;
import java.util.List;

/** The same values of the grouping fields always go to the same target, and to Storm's. */
final class FieldsChooser implements Chooser {

  private final int[] positions;
  private final int targetCount;

  /**
   * @param positions of the grouping fields in the tuple, in the order of the grouping
   */
  FieldsChooser(int[] positions, int targetCount) {
    this.positions = positions;
    this.targetCount = targetCount;
  }

  @Override
  public int one(int sourceTask, List<Object> values) {
    int hash = 1;
    for (int position : positions) {
      hash = 31 * hash + hash(values.get(position));
    }
    return Math.floorMod(hash, targetCount);
  }

  // Equal to Arrays.deepHashCode over an array of the values, without making that array.
  private static int hash(Object value) {
    if (value == null) {
      return 0;
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
