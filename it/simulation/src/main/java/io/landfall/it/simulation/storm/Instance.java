package io.landfall.it.simulation.storm;

import io.landfall.it.simulation.storm.Surroundings.Place;

/** An object of the user's that was opened or prepared: what must hold from then on to its end. */
abstract class Instance {

  private final Surroundings surroundings;
  private final Place place;
  private final int number;
  private long emits;
  private boolean closed;

  Instance(Surroundings surroundings, Place place, int number) {
    this.surroundings = surroundings;
    this.place = place;
    this.number = number;
  }

  final Surroundings surroundings() {
    return surroundings;
  }

  final Place place() {
    return place;
  }

  /** Of this object among all that ever were. */
  final int number() {
    return number;
  }

  final boolean isClosed() {
    return closed;
  }

  /** The number of its next emit. */
  final long nextEmit() {
    surroundings.changed();
    return emits++;
  }

  /** Something of it was called: reaches the outside, which may fail, and no more once closed. */
  final void called(String what) {
    surroundings.world().touch();
    surroundings.changed();
    if (closed) {
      violation(what + " behind close");
    }
  }

  final void close() {
    if (closed) {
      violation("closed twice");
    }
    closed = true;
  }

  final void violation(String what) {
    surroundings.world().violation(this + ": " + what);
  }

  @Override
  public String toString() {
    return "component " + place.component() + ", task " + place.task() + " (#" + number + ")";
  }
}
