package io.landfall.storm.tuple;

import java.util.ArrayList;
import java.util.List;

/**
 * The anchored input that a bolt took and neither acked nor failed yet, in order of arrival: a list
 * threaded through the tuples. Task's thread only.
 */
public final class HeldTuples {

  private StormTuple first;
  private StormTuple last;
  private int count;

  public void add(StormTuple tuple) {
    tuple.held = true;
    tuple.previous = last;
    tuple.next = null;
    if (last == null) {
      first = tuple;
    } else {
      last.next = tuple;
    }
    last = tuple;
    count++;
  }

  public void remove(StormTuple tuple) {
    if (!tuple.held) {
      return;
    }
    if (tuple.previous == null) {
      first = tuple.next;
    } else {
      tuple.previous.next = tuple.next;
    }
    if (tuple.next == null) {
      last = tuple.previous;
    } else {
      tuple.next.previous = tuple.previous;
    }
    tuple.held = false;
    tuple.previous = null;
    tuple.next = null;
    count--;
  }

  public int count() {
    return count;
  }

  /**
   * What a snapshot has to hold, oldest first. A tuple of messages that failed or expired is
   * dropped once the spout's part of the snapshot no longer knows them: they come again. While it
   * does, dropping the tuple would make its message look complete.
   */
  public List<StormTuple> heldAt(long checkpointId) {
    List<StormTuple> held = new ArrayList<>(count);
    for (StormTuple tuple = first; tuple != null; ) {
      StormTuple following = tuple.next;
      if (tuple.isForgottenBy(checkpointId)) {
        remove(tuple);
      } else {
        held.add(tuple);
      }
      tuple = following;
    }
    return held;
  }
}
