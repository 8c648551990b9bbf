package io.landfall.storm.grouping;

import java.util.List;

/**
 * A grouping between one stream and one subscriber. Targets are named by their index in the
 * subscriber's sorted tasks. Usually called by one thread; concurrent calls are allowed and give
 * valid targets, though then a shuffle is no longer perfectly even.
 */
public interface Chooser {

  /** What {@link #one} says if {@link #many} must be asked. */
  int MANY = -1;

  /**
   * The one target, or {@link #MANY}.
   *
   * @throws IllegalArgumentException for a stream that can only be emitted to directly
   */
  int one(int sourceTask, List<Object> values);

  /** All targets; only if {@link #one} said {@link #MANY}. Do not change the array. */
  default int[] many(int sourceTask, List<Object> values) {
    throw new IllegalStateException("one target only");
  }

  /** True if only {@code emitDirect} may name the target. */
  default boolean isDirect() {
    return false;
  }
}
