package io.landfall.runtime.state;

import io.landfall.api.function.StateAccess;
import io.landfall.api.state.State;
import io.landfall.api.state.StateDescriptor;
import io.landfall.operators.spi.SliceState;
import io.landfall.operators.spi.Upcoming;
import java.io.IOException;
import java.util.List;

/**
 * The keyed state and timers of one subtask of one operator. Task thread only.
 *
 * <p>Handles come from {@link StateAccess}; asking for a name again gives the same state, asking
 * for it as another kind throws {@code IllegalStateException}. Using a handle without a current key
 * does too.
 */
public interface KeyedState extends StateAccess, KeyContext, AutoCloseable {

  /** How many keys may be announced at once. */
  int MOST_ANNOUNCED = Upcoming.MOST;

  /**
   * A record with this key comes soon. Announcing changes no result, it makes looking up faster.
   *
   * @param index among those that are announced together, from 0 to {@link #MOST_ANNOUNCED} - 1
   * @param keyGroup as for {@link #setCurrentKey}
   */
  void announce(int index, Object key, int keyGroup);

  /** Fetches what is kept for the first {@code count} keys, which have just been announced. */
  void fetchAnnounced(int count);

  /** As {@link #setCurrentKey}, of a key that was announced with the last ones. */
  void setCurrentAnnounced(int index);

  TimerQueues timers();

  /** Handles to state of the current key within the current namespace. */
  StateAccess namespaced();

  /** Values by key and slice. */
  <A> SliceState<A> sliceState(StateDescriptor<A> descriptor);

  /**
   * @param namespace null for none
   */
  void setCurrentNamespace(Object namespace);

  /**
   * The keys that have anything in a state that has not expired, in no order. A copy: what is
   * changed afterwards does not change it.
   *
   * @param state a handle without namespaces that this object made
   * @throws IllegalArgumentException if it is not
   */
  List<Object> keysOf(State state);

  /**
   * Captures everything as it is now; takes time by the number of states and key groups, not by the
   * number of entries.
   */
  StateSnapshot snapshot(long checkpointId);

  /**
   * As {@link #snapshot}, for a checkpoint whose files the next ones may take over: it may be a
   * layer for them, and be built on the last layers that this method gave.
   *
   * @param completedId the newest checkpoint that is known to be complete, of those that this
   *     method was called for; {@link StateSnapshot#NO_CHECKPOINT} if there is none, or if its
   *     files cannot be taken over
   */
  default StateSnapshot snapshotSince(long checkpointId, long completedId) {
    return snapshot(checkpointId);
  }

  /**
   * Holds on to everything as it is now, timers included, until that is released. Takes time by the
   * number of states and key groups, not by the number of entries.
   */
  default KeptState keep() {
    return KeptState.NONE;
  }

  /**
   * Adds what belongs to this subtask's key groups. Call once, before the first record; handles
   * made before see it too.
   *
   * @param oldSubtasks what every old subtask of this operator wrote; only sections of this
   *     subtask's key groups are read. Must stay readable until the next checkpoint is complete:
   *     states that nobody has asked for by then are carried over as bytes.
   */
  void restore(Iterable<? extends RestoredSections> oldSubtasks) throws IOException;

  /** Entries (one for each key of each state) that are held, expired ones included. */
  long entryCount();

  /** Gives memory and files back; snapshots that were taken stay valid until released. */
  @Override
  void close();
}
