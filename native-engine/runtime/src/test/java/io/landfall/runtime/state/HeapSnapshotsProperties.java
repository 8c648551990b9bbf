package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.state.StateDescriptor;
import io.landfall.operators.spi.SliceState;
import io.landfall.runtime.serialization.GenericSerializers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever is written, read, changed in place and removed between checkpoints, whichever of them
 * complete, and however the key groups are divided next: what is restored is what there was at the
 * barrier of the one that is restored.
 */
class HeapSnapshotsProperties {

  private static final int KEY_GROUPS = 8;
  private static final int ROUNDS = 25;

  /** What was seen over all tries, for the last one to look at. */
  private static final Set<String> SEEN = new HashSet<>();

  @Property(tries = 300)
  void restoresWhatThereWasAtTheBarrier(@ForAll Random random) throws Exception {
    new Job(random).run();
  }

  @AfterContainer
  static void allOfItHasHappened() {
    assertThat(SEEN)
        .contains(
            "base",
            "layer",
            "a layer is gone",
            "encoded changes",
            "frozen changes",
            "whole",
            "given up",
            "restored",
            "resumed",
            "no longer held");
  }

  /** One subtask's part of a checkpoint. */
  private record Stored(Map<Long, MemorySections> layers, MemorySections own) {
    MemorySections sections() {
      return MemorySections.joined(List.copyOf(layers.values()), own);
    }
  }

  private static final class Job {
    private final Random random;
    private final StateOperations onStates;
    private final GenericSerializers serializers =
        new GenericSerializers(getClass().getClassLoader());
    private final SnapshotLimits limits;
    private final int keyCount;
    private final boolean areKeysLong;
    private final boolean hasWindows;
    private List<KeyedState> subtasks;
    private Map<Integer, Map<String, Object>> model = new HashMap<>();

    private long nextId;
    private long completedId = StateSnapshot.NO_CHECKPOINT;
    private List<Stored> completed = List.of();
    private Map<Integer, Map<String, Object>> completedModel = new HashMap<>();

    /** Held of the completed one, by subtask. */
    private List<KeptState> kept = List.of();

    Job(Random random) {
      this.random = random;
      onStates = new StateOperations(random);
      hasWindows = random.nextInt(4) == 0;
      if (hasWindows) {
        onStates.nextSlice();
      }
      limits =
          new SnapshotLimits(
              1 + random.nextInt(40),
              random.nextInt(hasWindows ? 5 : 60),
              1 << (4 + random.nextInt(12)),
              random.nextBoolean() ? 1 << 30 : random.nextInt(2_000));
      areKeysLong = random.nextBoolean();
      keyCount = 1 + random.nextInt(random.nextBoolean() ? 30 : 2_000);
      subtasks = create(1 + random.nextInt(3));
    }

    private List<KeyedState> create(int parallelism) {
      List<KeyedState> created = new ArrayList<>();
      for (int subtask = 0; subtask < parallelism; subtask++) {
        created.add(new HeapStateBackend(limits).createKeyedState(context(subtask, parallelism)));
      }
      return created;
    }

    private KeyedStateContext context(int subtask, int parallelism) {
      KeyGroupRange range = KeyGroups.rangeOf(subtask, parallelism, KEY_GROUPS);
      return new KeyedStateContext("op", range, KEY_GROUPS, serializers, () -> 0);
    }

    void run() throws Exception {
      work(random.nextInt(2 * keyCount));
      for (int round = 0; round < ROUNDS; round++) {
        if (hasWindows && random.nextInt(4) > 0) {
          dropSlice(onStates.nextSlice());
        }
        work(random.nextInt(random.nextBoolean() ? 10 : 400));
        // Windows need some checkpoints one after the other, until the first slices are gone.
        switch (random.nextInt(hasWindows ? 25 : 9)) {
          case 0 -> restore();
          case 2 -> resume();
          case 1 -> savepoint();
          default -> checkpoint();
        }
      }
      restore();
    }

    private KeyedState at(int key) {
      KeyedState state = stateOf(key);
      state.setCurrentKey(given(key), groupOf(key));
      return state;
    }

    private Object given(int key) {
      // Slices find longs in another way than the rest.
      return areKeysLong ? (Object) (long) key : (Object) key;
    }

    private int groupOf(int key) {
      return KeyGroups.of(given(key), KEY_GROUPS);
    }

    private KeyedState stateOf(int key) {
      return subtasks.get(KeyGroups.subtaskOf(groupOf(key), subtasks.size(), KEY_GROUPS));
    }

    private void work(int operations) throws Exception {
      int hot = random.nextInt(4) > 0 ? Math.min(keyCount, 20) : keyCount;
      for (int i = 0; i < operations; i++) {
        int key = random.nextInt(hot);
        if (random.nextInt(10) == 0) {
          workOnAnnounced(hot);
        } else {
          operate(at(key), key);
        }
      }
      if (!hasWindows && random.nextInt(3) == 0) {
        dropSlice(random.nextInt(StateOperations.SLICES));
      }
    }

    private void operate(KeyedState state, int key) throws Exception {
      Map<String, Object> of = model.computeIfAbsent(key, absent -> new HashMap<>());
      onStates.operate(state, of);
      if (model.get(key).isEmpty()) {
        model.remove(key);
      }
    }

    /** Not all that are announced come, and what was fetched for them may be gone when they do. */
    private void workOnAnnounced(int hot) throws Exception {
      KeyedState state = stateOf(random.nextInt(hot));
      List<Integer> keys =
          random
              .ints(KeyedState.MOST_ANNOUNCED, 0, hot)
              .filter(key -> stateOf(key) == state)
              .boxed()
              .toList();
      for (int i = 0; i < keys.size(); i++) {
        state.announce(i, given(keys.get(i)), groupOf(keys.get(i)));
      }
      state.fetchAnnounced(keys.size());
      for (String name : List.of("arrays", "counts")) {
        state
            .sliceState(StateDescriptor.of(name))
            .fetch(random.longs(keys.size(), 0, StateOperations.SLICES + 1).toArray());
      }
      for (int i = 0; i < keys.size() && random.nextInt(30) > 0; i++) {
        state.setCurrentAnnounced(i);
        operate(state, keys.get(i));
        if (!hasWindows && random.nextInt(20) == 0) {
          dropSlice(random.nextInt(StateOperations.SLICES));
        }
      }
    }

    private void dropSlice(int slice) {
      for (KeyedState state : subtasks) {
        state.sliceState(StateDescriptor.of("arrays")).drop(slice);
      }
      model.values().forEach(of -> of.remove("array" + slice));
      model.values().removeIf(Map::isEmpty);
    }

    private void checkpoint() throws Exception {
      long id = nextId++;
      // Now and then files cannot be taken over.
      long usable = random.nextInt(10) == 0 ? StateSnapshot.NO_CHECKPOINT : completedId;
      Map<Integer, Map<String, Object>> atBarrier = copy(model);
      List<StateSnapshot> snapshots = new ArrayList<>();
      List<KeptState> keeping = new ArrayList<>();
      for (KeyedState state : subtasks) {
        snapshots.add(state.snapshotSince(id, usable));
        keeping.add(state.keep());
      }
      work(random.nextInt(100));
      if (random.nextInt(hasWindows ? 12 : 4) == 0) {
        SEEN.add("given up");
        for (StateSnapshot snapshot : snapshots) {
          if (random.nextBoolean()) {
            MemorySections.ofLayer(snapshot);
          }
          snapshot.release();
        }
        keeping.forEach(KeptState::release);
        return;
      }
      List<Stored> stored = new ArrayList<>();
      for (int subtask = 0; subtask < snapshots.size(); subtask++) {
        stored.add(store(id, usable, subtask, snapshots.get(subtask)));
      }
      completed = stored;
      kept.forEach(KeptState::release);
      kept = keeping;
      completedId = id;
      completedModel = atBarrier;
    }

    private Stored store(long id, long usable, int subtask, StateSnapshot snapshot)
        throws IOException {
      Map<Long, MemorySections> layers = new LinkedHashMap<>();
      if (snapshot.layers().isEmpty()) {
        SEEN.add("whole");
      }
      for (long layer : snapshot.layers()) {
        if (layer == id) {
          SEEN.add(layers.isEmpty() ? "base" : "layer");
          layers.put(layer, MemorySections.ofLayer(snapshot));
        } else {
          assertThat(layer).isLessThanOrEqualTo(usable);
          assertThat(completed.get(subtask).layers()).containsKey(layer);
          layers.put(layer, completed.get(subtask).layers().get(layer));
        }
      }
      if (layers.size() > 1 && !layers.containsKey(lowestLayer(subtask))) {
        SEEN.add("a layer is gone");
      }
      return new Stored(layers, MemorySections.ofOwn(snapshot));
    }

    private Long lowestLayer(int subtask) {
      return completed.isEmpty()
          ? null
          : completed.get(subtask).layers().keySet().stream().findFirst().orElse(null);
    }

    private void savepoint() throws Exception {
      List<MemorySections> stored = new ArrayList<>();
      for (KeyedState state : subtasks) {
        StateSnapshot snapshot = state.snapshot(nextId);
        assertThat(snapshot.layers()).isEmpty();
        stored.add(MemorySections.of(snapshot));
      }
      nextId++;
      List<KeyedState> running = subtasks;
      subtasks = create(1 + random.nextInt(4));
      for (KeyedState state : subtasks) {
        state.restore(stored);
      }
      check();
      subtasks = running;
    }

    /** As after a failure in the same process: from memory, where there is something. */
    private void resume() throws Exception {
      if (kept.isEmpty()) {
        return;
      }
      subtasks.forEach(KeyedState::close);
      List<KeyedState> resumed = new ArrayList<>();
      for (int subtask = 0; subtask < kept.size(); subtask++) {
        KeyedStateContext context = context(subtask, kept.size());
        KeyedState state =
            new HeapStateBackend(limits).resumeKeyedState(context, kept.get(subtask));
        SEEN.add(state == null ? "no longer held" : "resumed");
        if (state == null) {
          state = new HeapStateBackend(limits).createKeyedState(context);
          state.restore(stored());
        }
        resumed.add(state);
      }
      subtasks = resumed;
      goOnFromCompleted();
    }

    private void restore() throws Exception {
      SEEN.add("restored");
      List<MemorySections> stored = stored();
      subtasks.forEach(KeyedState::close);
      kept.forEach(KeptState::release);
      kept = List.of();
      subtasks = create(1 + random.nextInt(4));
      for (KeyedState state : subtasks) {
        state.restore(stored);
      }
      goOnFromCompleted();
    }

    private List<MemorySections> stored() throws IOException {
      List<MemorySections> stored = new ArrayList<>();
      for (Stored each : completed) {
        stored.add(each.sections());
        if (each.own().sections().stream()
            .anyMatch(s -> s.kind() == SectionKind.KEYED_STATE_CHANGES)) {
          SEEN.add(limits.mostEncodedElements() < 2 ? "frozen changes" : "encoded changes");
        }
      }
      return stored;
    }

    private void goOnFromCompleted() throws Exception {
      model = copy(completedModel);
      completedId = StateSnapshot.NO_CHECKPOINT;
      // Half of the time unclaimed states go on as they came.
      if (random.nextBoolean()) {
        check();
      }
    }

    private void check() throws Exception {
      Map<Integer, Map<String, Object>> found = new HashMap<>();
      for (int key = 0; key < keyCount; key++) {
        Map<String, Object> of = StateOperations.contentOf(at(key));
        if (!of.isEmpty()) {
          found.put(key, of);
        }
      }
      assertThat(found).isEqualTo(model);
      assertThat(arraysByGoingThrough()).isEqualTo(arraysOf(model));
    }

    private Map<String, Integer> arraysByGoingThrough() throws Exception {
      Map<String, Integer> arrays = new HashMap<>();
      for (KeyedState state : subtasks) {
        SliceState<int[]> slices = state.sliceState(StateDescriptor.of("arrays"));
        for (long slice = slices.ceiling(Long.MIN_VALUE);
            slice != SliceState.NONE;
            slice = slices.ceiling(slice + 1)) {
          String name = ":array" + slice;
          slices.forEach(
              slice,
              (key, value, isCopy) -> {
                assertThat(isCopy).isFalse();
                assertThat(state.currentKey()).isEqualTo(key);
                assertThat(state.currentKeyGroup()).isEqualTo(KeyGroups.of(key, KEY_GROUPS));
                assertThat(arrays.put(key + name, value[0])).isNull();
              });
        }
      }
      return arrays;
    }

    private static Map<String, Integer> arraysOf(Map<Integer, Map<String, Object>> of) {
      Map<String, Integer> arrays = new HashMap<>();
      of.forEach(
          (key, content) ->
              content.forEach(
                  (name, value) -> {
                    if (name.startsWith("array")) {
                      arrays.put(key + ":" + name, (Integer) value);
                    }
                  }));
      return arrays;
    }

    @SuppressWarnings("unchecked")
    private static Map<Integer, Map<String, Object>> copy(Map<Integer, Map<String, Object>> of) {
      Map<Integer, Map<String, Object>> copy = new HashMap<>();
      of.forEach(
          (key, content) -> {
            Map<String, Object> own = new HashMap<>(content);
            own.computeIfPresent("list", (n, list) -> new ArrayList<>((List<Integer>) list));
            own.computeIfPresent("map", (n, map) -> new HashMap<>((Map<Integer, Integer>) map));
            copy.put(key, own);
          });
      return copy;
    }
  }
}
