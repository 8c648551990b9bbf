package io.landfall.runtime.task;

import java.util.ArrayList;
import java.util.List;

/**
 * The channel writers of a task whose channel was full. While there are any, the task takes no new
 * input, so what one record or timer can emit bounds them. Each writer drains for itself: one full
 * channel must not hold back a barrier for another, or aligning downstream could wait for ever.
 *
 * <p>Operators that have asked for as much as they may hold input back, too.
 */
final class Outbox {

  private final List<ChannelWriter> overflowed = new ArrayList<>();

  /** Writers that overflowed and operators that want no input; looked at for each record. */
  private int obstacles;

  boolean isEmpty() {
    return overflowed.isEmpty();
  }

  /** False also while an operator wants no input, though the outputs have room. */
  boolean takesInput() {
    return obstacles == 0;
  }

  /** One operator more wants no input. */
  void hold() {
    obstacles++;
  }

  /** One operator less. */
  void release() {
    obstacles--;
  }

  void add(ChannelWriter writer) {
    overflowed.add(writer);
    obstacles++;
  }

  /** Returns true if anything was handed on. */
  boolean flush() {
    boolean progress = false;
    for (int i = overflowed.size() - 1; i >= 0; i--) {
      ChannelWriter writer = overflowed.get(i);
      progress |= writer.flush();
      if (!writer.hasOverflow()) {
        int last = overflowed.size() - 1;
        overflowed.set(i, overflowed.get(last));
        overflowed.remove(last);
        obstacles--;
      }
    }
    return progress;
  }
}
