package io.landfall.runtime.simulation;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.function.StateAccess;
import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.ListState;
import io.landfall.api.state.LongState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ReducingState;
import io.landfall.api.state.State;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;
import io.landfall.operators.spi.SliceState;
import io.landfall.runtime.state.KeptState;
import io.landfall.runtime.state.KeyedState;
import io.landfall.runtime.state.KeyedStateContext;
import io.landfall.runtime.state.RestoredSections;
import io.landfall.runtime.state.SectionOutput;
import io.landfall.runtime.state.StateBackend;
import io.landfall.runtime.state.StateSnapshot;
import io.landfall.runtime.state.TimerQueues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Another backend, watched: what was made has to be closed, what was captured released. */
final class WatchedStateBackend implements StateBackend {

  private final StateBackend backend;
  private int openStates;
  private int heldSnapshots;
  private int keptStates;

  WatchedStateBackend(StateBackend backend) {
    this.backend = backend;
  }

  List<String> leaks() {
    List<String> leaks = new ArrayList<>();
    if (openStates != 0) {
      leaks.add(openStates + " keyed states not closed");
    }
    if (heldSnapshots != 0) {
      leaks.add(heldSnapshots + " snapshots not released");
    }
    if (keptStates != 0) {
      leaks.add(keptStates + " kept states not released");
    }
    return leaks;
  }

  @Override
  public String name() {
    return backend.name();
  }

  @Override
  public KeyedState createKeyedState(KeyedStateContext context) {
    openStates++;
    return new Watched(backend.createKeyedState(context));
  }

  @Override
  public KeyedState resumeKeyedState(KeyedStateContext context, KeptState kept) {
    KeyedState resumed =
        kept instanceof WatchedKept watched
            ? backend.resumeKeyedState(context, watched.kept)
            : null;
    if (resumed == null) {
      return null;
    }
    openStates++;
    return new Watched(resumed);
  }

  private final class WatchedKept implements KeptState {
    private final KeptState kept;
    private boolean released;

    WatchedKept(KeptState kept) {
      this.kept = kept;
      keptStates++;
    }

    @Override
    public void release() {
      if (!released) {
        released = true;
        keptStates--;
      }
      kept.release();
    }
  }

  private final class WatchedSnapshot implements StateSnapshot {
    private final StateSnapshot snapshot;
    private boolean released;

    WatchedSnapshot(StateSnapshot snapshot) {
      this.snapshot = snapshot;
      heldSnapshots++;
    }

    @Override
    public List<Long> layers() {
      return snapshot.layers();
    }

    @Override
    public void writeLayerTo(SectionOutput out) throws IOException {
      requireHeld();
      snapshot.writeLayerTo(out);
    }

    @Override
    public void writeTo(SectionOutput out) throws IOException {
      requireHeld();
      snapshot.writeTo(out);
    }

    private void requireHeld() {
      if (released) {
        throw new IllegalStateException("a snapshot is written after its release");
      }
    }

    @Override
    public void release() {
      if (!released) {
        released = true;
        heldSnapshots--;
      }
      snapshot.release();
    }
  }

  private final class Watched implements KeyedState {
    private final KeyedState state;
    private boolean closed;

    Watched(KeyedState state) {
      this.state = state;
    }

    @Override
    public StateSnapshot snapshot(long checkpointId) {
      return new WatchedSnapshot(state.snapshot(checkpointId));
    }

    @Override
    public StateSnapshot snapshotSince(long checkpointId, long completedId) {
      return new WatchedSnapshot(state.snapshotSince(checkpointId, completedId));
    }

    @Override
    public KeptState keep() {
      KeptState kept = state.keep();
      return kept == KeptState.NONE ? kept : new WatchedKept(kept);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        openStates--;
      }
      state.close();
    }

    @Override
    public void announce(int index, Object key, int keyGroup) {
      state.announce(index, key, keyGroup);
    }

    @Override
    public void fetchAnnounced(int count) {
      state.fetchAnnounced(count);
    }

    @Override
    public void setCurrentAnnounced(int index) {
      state.setCurrentAnnounced(index);
    }

    @Override
    public TimerQueues timers() {
      return state.timers();
    }

    @Override
    public StateAccess namespaced() {
      return state.namespaced();
    }

    @Override
    public <A> SliceState<A> sliceState(StateDescriptor<A> descriptor) {
      return state.sliceState(descriptor);
    }

    @Override
    public List<Object> keysOf(State handle) {
      return state.keysOf(handle);
    }

    @Override
    public void setCurrentNamespace(Object namespace) {
      state.setCurrentNamespace(namespace);
    }

    @Override
    public void restore(Iterable<? extends RestoredSections> oldSubtasks) throws IOException {
      state.restore(oldSubtasks);
    }

    @Override
    public long entryCount() {
      return state.entryCount();
    }

    @Override
    public void setCurrentKey(Object key, int keyGroup) {
      state.setCurrentKey(key, keyGroup);
    }

    @Override
    public Object currentKey() {
      return state.currentKey();
    }

    @Override
    public int currentKeyGroup() {
      return state.currentKeyGroup();
    }

    @Override
    public <T> ValueState<T> valueState(StateDescriptor<T> descriptor) {
      return state.valueState(descriptor);
    }

    @Override
    public LongState longState(StateDescriptor<Long> descriptor) {
      return state.longState(descriptor);
    }

    @Override
    public <T> ListState<T> listState(StateDescriptor<T> descriptor) {
      return state.listState(descriptor);
    }

    @Override
    public <K, V> MapState<K, V> mapState(
        StateDescriptor<V> descriptor, Serializer<K> keySerializer) {
      return state.mapState(descriptor, keySerializer);
    }

    @Override
    public <T> ReducingState<T> reducingState(
        StateDescriptor<T> descriptor, ReduceFunction<T> function) {
      return state.reducingState(descriptor, function);
    }

    @Override
    public <I, A, O> AggregatingState<I, O> aggregatingState(
        StateDescriptor<A> descriptor, AggregateFunction<I, A, O> function) {
      return state.aggregatingState(descriptor, function);
    }
  }
}
