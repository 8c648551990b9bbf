package io.landfall.api.connector;

/**
 * A part of a source and how far it has been read. A value: a reader makes a new one to advance.
 */
public interface SourceSplit {

  /** Unique in its source and the same in every run. */
  String splitId();
}
