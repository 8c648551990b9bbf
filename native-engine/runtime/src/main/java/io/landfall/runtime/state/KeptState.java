package io.landfall.runtime.state;

/**
 * A keyed state as it was at a barrier, held in memory, so that a restart in this process need not
 * read it back. What holds it may give it up at any time; then the checkpoint has to be read.
 */
public interface KeptState {

  /** Nothing, as of a backend that does not keep any. */
  KeptState NONE = () -> {};

  /** Gives the memory back. Any thread, once or more often. */
  void release();
}
