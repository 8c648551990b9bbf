package io.landfall.api.window;

/**
 * A finite set of records of one key that belong together. Immutable, with value equality and
 * serializable by the generic serializer (a record of plain components is all that): windows are
 * part of the state.
 */
public interface Window {

  /** The largest timestamp that belongs to it, inclusive; event time in ms. */
  long maxTimestampMs();
}
