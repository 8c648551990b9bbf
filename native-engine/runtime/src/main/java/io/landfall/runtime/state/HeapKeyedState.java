package io.landfall.runtime.state;

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
import io.landfall.runtime.serialization.SectionSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Keyed state on the heap: for each state one {@link CowTable} of all key groups. */
final class HeapKeyedState implements KeyedState {

  private static final int KEYS_PER_ARRAY = 1 << 12;

  private final KeyedStateContext context;
  private final SnapshotEpochs epochs;
  private final SectionSerializer serializer;
  private final TimerQueues timers;
  private final Map<String, HeapState> states = new LinkedHashMap<>();

  /** The same, to go through for each batch of records. */
  private HeapState[] fetched = {};

  /** Resumed states that nobody has asked for yet. */
  private final Map<String, HeapState> dormant = new LinkedHashMap<>();

  private final UnclaimedSections unclaimed;
  private final Changes changes;
  private final HeapSnapshots snapshots;
  private final HeapRetention retention;

  private final StateAccess plain = new HeapStates(this, false);
  private final StateAccess namespaced = new HeapStates(this, true);
  private final int groupBits;

  /**
   * The current key, in an array that is made anew now and then: to store a reference in an old
   * object costs a fence with G1, in a young one nothing.
   */
  private Object[] currentKey = new Object[1];

  private int currentKeyGroup;
  private int currentHash;

  private Object currentNamespace;

  private final AnnouncedKeys announced = new AnnouncedKeys();

  /** The current key and namespace, to look up what has both. */
  private final NamespacedKey probe = new NamespacedKey(null, null);

  /** Counts how often the current key or namespace was set. */
  private long turn = 1;

  /**
   * @param kept what to go on from; null for nothing
   */
  HeapKeyedState(KeyedStateContext context, SnapshotLimits limits, KeptHeapState kept) {
    this.context = context;
    groupBits = TableScan.bitsFor(context.range().size());
    epochs = kept == null ? new SnapshotEpochs() : kept.epochs();
    changes = kept == null ? new Changes() : kept.changes();
    // What has changed since an old layer is of no use: the next checkpoint has a base.
    changes.stop();
    serializer = context.serializers().create();
    timers = new TimerQueues(context.range(), this, context.serializers());
    unclaimed = kept == null ? new UnclaimedSections(context.range()) : kept.unclaimed().copy();
    snapshots =
        new HeapSnapshots(this, this::allStates, epochs, changes, context.serializers(), limits);
    retention = new HeapRetention(epochs, limits.mostCopiedSlots());
    timers.onCopied(retention::onCopied);
    if (kept != null) {
      resume(kept);
    }
  }

  private void resume(KeptHeapState kept) {
    retention.resume(kept);
    timers.resume(kept.timers());
    for (KeptHeapState.KeptImage each : kept.states()) {
      each.state().resume(each.image());
      dormant.put(each.state().name, each.state());
    }
  }

  private List<HeapState> allStates() {
    List<HeapState> all = new ArrayList<>(states.values());
    all.addAll(dormant.values());
    return all;
  }

  @Override
  public void setCurrentKey(Object key, int keyGroup) {
    assert key == null || context.range().contains(keyGroup)
        : "key group " + keyGroup + " is not of " + context.range();
    setKey(key);
    currentKeyGroup = keyGroup;
    currentHash = key == null ? 0 : hashOf(key, groupIndex());
  }

  @Override
  public void announce(int index, Object key, int keyGroup) {
    announced.set(index, key, keyGroup, hashOf(key, keyGroup - context.range().first()));
  }

  @Override
  public void fetchAnnounced(int count) {
    announced.begin(count);
    for (HeapState state : fetched) {
      state.fetchAnnounced();
    }
  }

  @Override
  public void setCurrentAnnounced(int index) {
    setKey(announced.key(index));
    currentKeyGroup = announced.keyGroup(index);
    currentHash = announced.hash(index);
    announced.moveTo(index);
  }

  private void setKey(Object key) {
    announced.moveTo(AnnouncedKeys.NONE);
    if ((++turn & KEYS_PER_ARRAY - 1) == 0) {
      currentKey = new Object[1];
    }
    currentKey[0] = key;
  }

  @Override
  public void setCurrentNamespace(Object namespace) {
    currentNamespace = namespace;
    turn++;
  }

  @Override
  public Object currentKey() {
    return currentKey[0];
  }

  @Override
  public int currentKeyGroup() {
    return currentKeyGroup;
  }

  @Override
  public TimerQueues timers() {
    return timers;
  }

  @Override
  public <T> ValueState<T> valueState(StateDescriptor<T> descriptor) {
    return plain.valueState(descriptor);
  }

  @Override
  public LongState longState(StateDescriptor<Long> descriptor) {
    return plain.longState(descriptor);
  }

  @Override
  public <T> ListState<T> listState(StateDescriptor<T> descriptor) {
    return plain.listState(descriptor);
  }

  @Override
  public <K, V> MapState<K, V> mapState(
      StateDescriptor<V> descriptor, Serializer<K> keySerializer) {
    return plain.mapState(descriptor, keySerializer);
  }

  @Override
  public <T> ReducingState<T> reducingState(
      StateDescriptor<T> descriptor, ReduceFunction<T> function) {
    return plain.reducingState(descriptor, function);
  }

  @Override
  public <I, A, O> AggregatingState<I, O> aggregatingState(
      StateDescriptor<A> descriptor, AggregateFunction<I, A, O> function) {
    return plain.aggregatingState(descriptor, function);
  }

  @Override
  public <A> SliceState<A> sliceState(StateDescriptor<A> descriptor) {
    HeapState.Form form = new HeapState.Form(StateKind.SLICES, false);
    HeapState state = state(form, descriptor, () -> new HeapSliceState<>(form, descriptor, this));
    @SuppressWarnings("unchecked")
    SliceState<A> typed = (SliceState<A>) state;
    return typed;
  }

  @Override
  public StateAccess namespaced() {
    return namespaced;
  }

  /** The state of that name, made, and filled with what was restored, if there is none yet. */
  HeapState state(HeapState.Form form, StateDescriptor<?> descriptor, Supplier<HeapState> maker) {
    HeapState known = states.get(descriptor.name());
    if (known == null) {
      known = maker.get();
      HeapState earlier = dormant.remove(known.name);
      if (earlier != null) {
        known.takeOver(earlier);
      }
      known.restore(unclaimed.claim(known.name));
      states.put(known.name, known);
      fetched = states.values().toArray(HeapState[]::new);
    } else if (!known.form.equals(form)) {
      throw formDiffers(descriptor.name(), known.form, form);
    }
    return known;
  }

  @Override
  public List<Object> keysOf(State handle) {
    if (handle instanceof HeapTableState state
        && states.get(state.name) == state
        && !state.form.namespaced()) {
      return state.keys();
    }
    throw new IllegalArgumentException(
        "operator "
            + context.operatorUid()
            + ": "
            + handle
            + " is none of its keyed states; give a handle that was made when it was opened");
  }

  @Override
  public StateSnapshot snapshot(long checkpointId) {
    return withTheRest(snapshots.complete());
  }

  @Override
  public StateSnapshot snapshotSince(long checkpointId, long completedId) {
    return withTheRest(snapshots.next(checkpointId, completedId));
  }

  @Override
  public KeptState keep() {
    return retention.keep(
        () ->
            new KeptHeapState(
                epochs,
                epochs.snapshot(),
                changes,
                allStates().stream()
                    .map(
                        state ->
                            new KeptHeapState.KeptImage(state, state.image(Changes.NONE, true)))
                    .toList(),
                timers.keep(),
                unclaimed.copy()));
  }

  private StateSnapshot withTheRest(StateSnapshot tables) {
    return StateSnapshot.all(List.of(tables, unclaimed.snapshot(), timers.snapshot()));
  }

  @Override
  public void restore(Iterable<? extends RestoredSections> oldSubtasks) throws IOException {
    for (RestoredSections old : oldSubtasks) {
      timers.restore(old);
      unclaimed.add(old);
    }
    try {
      states.values().forEach(state -> state.restore(unclaimed.claim(state.name)));
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  @Override
  public long entryCount() {
    long count = 0;
    for (HeapState state : allStates()) {
      count += state.entryCount();
    }
    return count;
  }

  @Override
  public void close() {
    // Who holds this state as it was refers to its states.
    allStates().forEach(HeapState::close);
    states.clear();
    fetched = new HeapState[0];
    dormant.clear();
  }

  KeyGroupRange range() {
    return context.range();
  }

  AnnouncedKeys announced() {
    return announced;
  }

  Changes changes() {
    return changes;
  }

  SnapshotEpochs epochs() {
    return epochs;
  }

  SectionSerializer serializer() {
    return serializer;
  }

  long nowMs() {
    return context.processingTimeMs().getAsLong();
  }

  private int groupIndex() {
    return currentKeyGroup - context.range().first();
  }

  /** Makes {@code key} current whose {@link #hashOf} is known. */
  void setCurrentKeyOfHash(Object key, int hash) {
    setKey(key);
    currentKeyGroup = context.range().first() + TableScan.groupOf(hash, groupBits);
    currentHash = hash;
  }

  int groupBits() {
    return groupBits;
  }

  /**
   * @param groupIndex from the start of the range
   */
  int hashOf(Object key, int groupIndex) {
    return TableScan.hashOf(key, groupIndex, groupBits);
  }

  int keyHash() {
    return currentHash;
  }

  int hashOf(NamespacedKey key) {
    return hashOf(key, groupIndex());
  }

  /** Another one each time the key or namespace is set, so that who has looked it up can tell. */
  long turn() {
    return turn;
  }

  /** Valid until the key or the namespace changes; to be kept, it has to be copied. */
  NamespacedKey requireNamespacedKey(String stateName) {
    Object key = requireKey(stateName);
    if (currentNamespace == null) {
      throw new IllegalStateException(
          "operator "
              + context.operatorUid()
              + ", state "
              + stateName
              + ": there is no current namespace; the state of windows may be used while a window"
              + " is worked on");
    }
    probe.set(key, currentNamespace);
    return probe;
  }

  Object requireKey(String stateName) {
    Object key = currentKey[0];
    if (key == null) {
      throw new IllegalStateException(
          "operator "
              + context.operatorUid()
              + ", state "
              + stateName
              + ": there is no current key; keyed state may be used while a record or timer of a"
              + " keyed input is processed");
    }
    return key;
  }

  void requireForm(HeapState state, HeapState.Form stored) {
    if (!stored.equals(state.form)) {
      throw formDiffers(state.name, stored, state.form);
    }
  }

  String describe(HeapState state) {
    return "operator " + context.operatorUid() + ", state " + state.name;
  }

  private IllegalStateException formDiffers(
      String name, HeapState.Form known, HeapState.Form asked) {
    return new IllegalStateException(
        "operator "
            + context.operatorUid()
            + ", state "
            + name
            + ": is "
            + known
            + " and was asked for as "
            + asked
            + "; give one of them another name");
  }
}
