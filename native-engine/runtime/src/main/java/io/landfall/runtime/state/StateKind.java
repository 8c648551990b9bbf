package io.landfall.runtime.state;

import java.io.StreamCorruptedException;

/** Which handle a keyed state has. The codes are stored: constants may be added at the end. */
public enum StateKind {
  VALUE,
  LIST,
  MAP,
  REDUCING,
  AGGREGATING,
  SLICES;

  /** What is written in front of a keyed state. */
  public int code() {
    return ordinal();
  }

  static StateKind of(int code) throws StreamCorruptedException {
    if (code >= values().length) {
      throw new StreamCorruptedException("state kind " + code + " is not known");
    }
    return values()[code];
  }
}
