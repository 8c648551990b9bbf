package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.state.ListState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;
import io.landfall.runtime.serialization.GenericSerializers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
            "encoded changes",
            "frozen changes",
            "whole",
            "given up",
            "restored",
            "resumed",
            "no longer held");
  }

  /** One subtask's part of a checkpoint. */
  private record Stored(long baseId, MemorySections base, MemorySections own) {}

  private static final class Job {
    private final Random random;
    private final GenericSerializers serializers =
        new GenericSerializers(getClass().getClassLoader());
    private final SnapshotLimits limits;
    private final int keyCount;
    private List<KeyedState> subtasks;
    private Map<Integer, Map<String, Object>> model = new HashMap<>();

    private long nextId;
    private long completedId = StateSnapshot.NO_BASE;
    private List<Stored> completed = List.of();
    private Map<Integer, Map<String, Object>> completedModel = new HashMap<>();

    /** Held of the completed one, by subtask. */
    private List<KeptState> kept = List.of();

    Job(Random random) {
      this.random = random;
      limits =
          new SnapshotLimits(
              1 + random.nextInt(40),
              random.nextInt(60),
              1 << (4 + random.nextInt(12)),
              random.nextBoolean() ? 1 << 30 : random.nextInt(2_000));
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
        work(random.nextInt(random.nextBoolean() ? 10 : 400));
        switch (random.nextInt(9)) {
          case 0 -> restore();
          case 2 -> resume();
          case 1 -> savepoint();
          default -> checkpoint();
        }
      }
      restore();
    }

    private KeyedState at(int key) {
      int group = KeyGroups.of(key, KEY_GROUPS);
      KeyedState state = subtasks.get(KeyGroups.subtaskOf(group, subtasks.size(), KEY_GROUPS));
      state.setCurrentKey(key, group);
      return state;
    }

    private void work(int operations) throws Exception {
      int hot = random.nextInt(4) > 0 ? Math.min(keyCount, 20) : keyCount;
      for (int i = 0; i < operations; i++) {
        int key = random.nextInt(hot);
        operate(at(key), model.computeIfAbsent(key, absent -> new HashMap<>()));
        if (model.get(key).isEmpty()) {
          model.remove(key);
        }
      }
    }

    @SuppressWarnings("unchecked")
    private void operate(KeyedState state, Map<String, Object> of) throws Exception {
      int number = random.nextInt(1_000);
      int part = random.nextInt(6);
      switch (random.nextInt(13)) {
        case 0 -> {
          state.<int[]>valueState("value").update(new int[] {number});
          of.put("value", number);
        }
        case 1 -> {
          int[] value = state.<int[]>valueState("value").value();
          if (value != null) {
            value[0] = number;
            of.put("value", number);
          }
        }
        case 2 -> {
          state.valueState("value").clear();
          of.remove("value");
        }
        case 3 -> {
          state.<String>valueState("text").update("t" + number);
          of.put("text", "t" + number);
        }
        case 4 -> {
          state.valueState("text").clear();
          of.remove("text");
        }
        case 5 -> {
          state.<int[]>listState("list").add(new int[] {number});
          ((List<Integer>) of.computeIfAbsent("list", absent -> new ArrayList<>())).add(number);
        }
        case 6 -> {
          List<int[]> list = state.<int[]>listState("list").get();
          if (!list.isEmpty()) {
            list.get(0)[0] = number;
            ((List<Integer>) of.get("list")).set(0, number);
          }
        }
        case 7 -> {
          state.listState("list").clear();
          of.remove("list");
        }
        case 8 -> {
          state.<Integer, int[]>mapState("map").put(part, new int[] {number});
          ((Map<Integer, Integer>) of.computeIfAbsent("map", absent -> new HashMap<>()))
              .put(part, number);
        }
        case 9 -> {
          int[] value = state.<Integer, int[]>mapState("map").get(part);
          if (value != null) {
            value[0] = number;
            ((Map<Integer, Integer>) of.get("map")).put(part, number);
          }
        }
        case 10 -> {
          state.<Integer, int[]>mapState("map").remove(part);
          Map<Integer, Integer> map = (Map<Integer, Integer>) of.get("map");
          if (map != null) {
            map.remove(part);
            if (map.isEmpty()) {
              of.remove("map");
            }
          }
        }
        case 11 -> {
          for (Map.Entry<Integer, int[]> each : state.<Integer, int[]>mapState("map").entries()) {
            each.getValue()[0] = number;
            ((Map<Integer, Integer>) of.get("map")).put(each.getKey(), number);
          }
        }
        default -> {
          state.reducingState(StateDescriptor.<Integer>of("sum"), Integer::sum).add(number);
          of.merge("sum", number, (a, b) -> (Integer) a + (Integer) b);
        }
      }
    }

    private void checkpoint() throws Exception {
      long id = nextId++;
      // Now and then files cannot be taken over.
      long usable = random.nextInt(10) == 0 ? StateSnapshot.NO_BASE : completedId;
      Map<Integer, Map<String, Object>> atBarrier = copy(model);
      List<StateSnapshot> snapshots = new ArrayList<>();
      List<KeptState> keeping = new ArrayList<>();
      for (KeyedState state : subtasks) {
        snapshots.add(state.snapshotSince(id, usable));
        keeping.add(state.keep());
      }
      work(random.nextInt(100));
      if (random.nextInt(4) == 0) {
        SEEN.add("given up");
        for (StateSnapshot snapshot : snapshots) {
          if (random.nextBoolean()) {
            MemorySections.ofBase(snapshot);
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
      long baseId = snapshot.baseCheckpointId();
      MemorySections base = new MemorySections();
      if (baseId == id) {
        SEEN.add("base");
        base = MemorySections.ofBase(snapshot);
      } else if (baseId == StateSnapshot.NO_BASE) {
        SEEN.add("whole");
      } else {
        assertThat(baseId).isLessThanOrEqualTo(usable);
        assertThat(completed.get(subtask).baseId()).isEqualTo(baseId);
        base = completed.get(subtask).base();
      }
      MemorySections own = MemorySections.ofOwn(snapshot);
      return new Stored(baseId, base, own);
    }

    private void savepoint() throws Exception {
      List<MemorySections> stored = new ArrayList<>();
      for (KeyedState state : subtasks) {
        StateSnapshot snapshot = state.snapshot(nextId);
        assertThat(snapshot.baseCheckpointId()).isEqualTo(StateSnapshot.NO_BASE);
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
        stored.add(MemorySections.joined(each.base(), each.own()));
        if (each.own().sections().stream()
            .anyMatch(s -> s.kind() == SectionKind.KEYED_STATE_CHANGES)) {
          SEEN.add(limits.mostEncodedElements() < 2 ? "frozen changes" : "encoded changes");
        }
      }
      return stored;
    }

    private void goOnFromCompleted() throws Exception {
      model = copy(completedModel);
      completedId = StateSnapshot.NO_BASE;
      // Half of the time unclaimed states go on as they came.
      if (random.nextBoolean()) {
        check();
      }
    }

    private void check() throws Exception {
      Map<Integer, Map<String, Object>> found = new HashMap<>();
      for (int key = 0; key < keyCount; key++) {
        Map<String, Object> of = contentOf(at(key));
        if (!of.isEmpty()) {
          found.put(key, of);
        }
      }
      assertThat(found).isEqualTo(model);
    }

    private static Map<String, Object> contentOf(KeyedState state) throws Exception {
      Map<String, Object> of = new HashMap<>();
      ValueState<int[]> value = state.valueState("value");
      if (value.value() != null) {
        of.put("value", value.value()[0]);
      }
      ValueState<String> text = state.valueState("text");
      if (text.value() != null) {
        of.put("text", text.value());
      }
      ListState<int[]> list = state.listState("list");
      if (!list.get().isEmpty()) {
        of.put("list", list.get().stream().map(each -> each[0]).toList());
      }
      MapState<Integer, int[]> map = state.mapState("map");
      if (!map.isEmpty()) {
        Map<Integer, Integer> parts = new HashMap<>();
        map.entries().forEach(each -> parts.put(each.getKey(), each.getValue()[0]));
        of.put("map", parts);
      }
      Integer sum = state.reducingState(StateDescriptor.<Integer>of("sum"), Integer::sum).get();
      if (sum != null) {
        of.put("sum", sum);
      }
      return of;
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
