package io.landfall.storm.grouping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Round robin over a random permutation, so that all targets get equally many. */
final class ShuffleChooser implements Chooser {

  private final int[] order;
  private int next;

  ShuffleChooser(int targetCount, Random random) {
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < targetCount; i++) {
      indexes.add(i);
    }
    Collections.shuffle(indexes, random);
    order = indexes.stream().mapToInt(Integer::intValue).toArray();
  }

  @Override
  public int one(int sourceTask, List<Object> values) {
    // Read once: a concurrent caller can only make two get the same target.
    int index = next;
    next = index + 1 == order.length ? 0 : index + 1;
    return order[index];
  }
}
