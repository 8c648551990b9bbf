package io.landfall.runtime.state;

import java.util.List;

/**
 * What one {@link HeapKeyedState} was at a barrier. It shares with the live one all that has not
 * changed since, as a snapshot does, and is never changed itself: several restarts may begin at it.
 */
final class KeptHeapState implements KeptState {

  /**
   * One state.
   *
   * @param state knows how to write it, if nobody asks for it after the restart
   */
  record KeptImage(HeapState state, HeapImage image) {}

  private final SnapshotEpochs epochs;
  private final long epoch;
  private final Changes changes;

  /** Null once released, as the two below. */
  private List<KeptImage> states;

  private TimerQueues.Kept timers;
  private UnclaimedSections unclaimed;
  private boolean released;

  KeptHeapState(
      SnapshotEpochs epochs,
      long epoch,
      Changes changes,
      List<KeptImage> states,
      TimerQueues.Kept timers,
      UnclaimedSections unclaimed) {
    this.epochs = epochs;
    this.epoch = epoch;
    this.changes = changes;
    this.states = states;
    this.timers = timers;
    this.unclaimed = unclaimed;
  }

  @Override
  public synchronized void release() {
    if (!released) {
      released = true;
      epochs.release(epoch);
      timers.release();
      states = null;
      timers = null;
      unclaimed = null;
    }
  }

  synchronized boolean isReleased() {
    return released;
  }

  /** Those that all tables here were made with. */
  SnapshotEpochs epochs() {
    return epochs;
  }

  /** Those that all tables here were made with. */
  Changes changes() {
    return changes;
  }

  List<KeptImage> states() {
    return states;
  }

  TimerQueues.Kept timers() {
    return timers;
  }

  UnclaimedSections unclaimed() {
    return unclaimed;
  }
}
