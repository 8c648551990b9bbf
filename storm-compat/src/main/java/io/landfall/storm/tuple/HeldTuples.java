package io.landfall.storm.tuple;

import java.util.ArrayList;
import java.util.List;

/**
 * The anchored input that a bolt took and neither acked nor failed yet, in order of arrival: a
 * linked list, and each tuple knows its place in it. Task's thread only.
 */
public final class HeldTuples {

  /** Where one tuple is. */
  static final class Place {
    private final StormTuple tuple;
    private Place previous;
    private Place next;

    private Place(StormTuple tuple, Place previous) {
      this.tuple = tuple;
      this.previous = previous;
    }
  }

  private Place first;
  private Place last;
  private int count;

  public void add(StormTuple tuple) {
    Place place = new Place(tuple, last);
    tuple.setPlace(place);
    if (last == null) {
      first = place;
    } else {
      last.next = place;
    }
    last = place;
    count++;
  }

  public void remove(StormTuple tuple) {
    Place place = tuple.place();
    if (place == null) {
      return;
    }
    if (place.previous == null) {
      first = place.next;
    } else {
      place.previous.next = place.next;
    }
    if (place.next == null) {
      last = place.previous;
    } else {
      place.next.previous = place.previous;
    }
    tuple.setPlace(null);
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
    // What is taken out still leads on to the next.
    for (Place place = first; place != null; place = place.next) {
      if (place.tuple.isForgottenBy(checkpointId)) {
        remove(place.tuple);
      } else {
        held.add(place.tuple);
      }
    }
    return held;
  }
}
