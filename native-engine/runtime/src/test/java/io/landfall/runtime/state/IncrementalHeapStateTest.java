package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.serialization.ValueSerializer;
import io.landfall.api.state.MapState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.StateTtl;
import io.landfall.api.state.ValueState;
import io.landfall.operators.spi.SliceState;
import io.landfall.runtime.serialization.GenericSerializers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written when, and how much of it. */
class IncrementalHeapStateTest {

  private static final int KEY_GROUPS = 16;
  private static final int ENTRIES = 10_000;
  private static final SnapshotLimits LIMITS = new SnapshotLimits(1_000, 100, 1 << 16, 1 << 16);

  private final GenericSerializers serializers =
      new GenericSerializers(getClass().getClassLoader());
  private long nowMs = 1_000;
  private final KeyedState state = create(LIMITS);
  private final ValueState<String> value = state.valueState("value");

  /** By the checkpoint that they were taken for. */
  private final Map<Long, MemorySections> layers = new LinkedHashMap<>();

  private MemorySections base;

  private KeyedState create(SnapshotLimits limits) {
    return new HeapStateBackend(limits)
        .createKeyedState(
            new KeyedStateContext(
                "words",
                new KeyGroupRange(0, KEY_GROUPS - 1),
                KEY_GROUPS,
                serializers,
                () -> nowMs));
  }

  private static void key(KeyedState of, Object key) {
    of.setCurrentKey(key, KeyGroups.of(key, KEY_GROUPS));
  }

  private void fill(int from, int to) {
    for (int key = from; key < to; key++) {
      key(state, key);
      value.update("value " + key);
    }
  }

  /** Takes the base of checkpoint {@code id}. */
  private void takeBase(long id) throws IOException {
    takeLayer(id, StateSnapshot.NO_CHECKPOINT, id);
    base = layers.get(id);
  }

  /** Takes the layer of checkpoint {@code id} on top of others. */
  private void takeLayer(long id, long completedId, Long... expected) throws IOException {
    StateSnapshot snapshot = state.snapshotSince(id, completedId);
    assertThat(snapshot.layers()).containsExactly(expected);
    layers.keySet().retainAll(snapshot.layers());
    layers.put(id, MemorySections.ofLayer(snapshot));
    assertThat(MemorySections.ofOwn(snapshot).sections()).isEmpty();
  }

  private MemorySections changes(long id, long completedId, Long... expected) throws IOException {
    StateSnapshot snapshot = state.snapshotSince(id, completedId);
    assertThat(snapshot.layers()).containsExactly(expected);
    assertThat(MemorySections.ofLayer(snapshot).sections()).isEmpty();
    return MemorySections.ofOwn(snapshot);
  }

  private KeyedState restored(MemorySections own) throws IOException {
    KeyedState restored = create(LIMITS);
    restored.restore(List.of(MemorySections.joined(List.copyOf(layers.values()), own)));
    return restored;
  }

  @Test
  void writesOnlyWhatChanged() throws IOException {
    fill(0, ENTRIES);
    takeBase(1);
    fill(0, 10);

    MemorySections few = changes(2, 1, 1L);
    fill(10, 250);
    MemorySections more = changes(3, 2, 1L);
    fill(0, 10);
    MemorySections none = changes(4, 3, 1L);

    assertThat(few.sizeBytes()).isLessThan(base.sizeBytes() / 200);
    assertThat(few.sections()).hasSizeLessThanOrEqualTo(10);
    assertThat(more.sizeBytes())
        .as("by copy-on-write, the base's share")
        .isBetween(base.sizeBytes() / 50, base.sizeBytes() / 30);
    assertThat(none.sizeBytes()).isEqualTo(more.sizeBytes());
    assertThat(restored(none).entryCount()).isZero();
  }

  @Test
  void leavesNoSectionOpenBehindChangesThatAreTooLarge() throws IOException {
    fill(0, ENTRIES);
    takeBase(1);
    for (int key = 0; key < 90; key++) {
      key(state, key);
      value.update("x".repeat(1 << 10));
    }
    changes(2, 1, 1L);

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Object written = new ArrayList<>(List.of(1, 2));
    ((HeapKeyedState) state).serializer().write(written, new DataOutputStream(bytes));

    DataInput in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(serializers.create().read(in)).isEqualTo(written);
  }

  @Test
  void writesNothingForKeysThatCameAndWent() throws IOException {
    fill(0, ENTRIES);
    takeBase(1);
    for (int key = ENTRIES; key < 2 * ENTRIES; key++) {
      key(state, key);
      value.update("short");
      value.clear();
    }
    assertThat(changes(2, 1, 1L).sizeBytes()).isZero();
    key(state, 7);
    value.clear();
    value.update("again");
    value.clear();

    MemorySections own = changes(3, 2, 1L);

    KeyedState restored = restored(own);
    ValueState<String> restoredValue = restored.valueState("value");
    assertThat(restored.entryCount()).isEqualTo(ENTRIES - 1);
    key(restored, 7);
    assertThat(restoredValue.value()).isNull();
  }

  @Test
  void doesNotCountWhatIsReadAsChangedUnlessItCanChange() throws IOException {
    ValueState<int[]> numbers = state.valueState("numbers");
    for (int key = 0; key < ENTRIES; key++) {
      key(state, key);
      value.update("value " + key);
      numbers.update(new int[1]);
    }
    takeBase(1);
    for (int key = 0; key < 50; key++) {
      key(state, key);
      assertThat(value.value()).isNotNull();
    }
    assertThat(changes(2, 1, 1L).sizeBytes()).isZero();

    key(state, 3);
    numbers.value()[0] = 42;

    KeyedState restored = restored(changes(3, 2, 1L));
    key(restored, 3);
    assertThat(restored.<int[]>valueState("numbers").value()).containsExactly(42);
  }

  @Test
  void takesANewBaseWhenThreeQuartersOfItHaveChanged() throws IOException {
    fill(0, ENTRIES);
    takeBase(1);
    fill(0, ENTRIES / 4 * 3);
    takeLayer(2, 1, 1L, 2L);
    fill(0, ENTRIES / 4 * 3 + 1);

    takeLayer(3, 2, 3L);
  }

  @Test
  void takesALayerWhenChangesAddUpToASixteenthOfAll() throws IOException {
    fill(0, ENTRIES);
    takeBase(1);
    fill(0, ENTRIES / 40);
    changes(2, 1, 1L);
    changes(3, 2, 1L);
    takeLayer(4, 3, 1L, 4L);
    assertThat(changes(5, 4, 1L, 4L).sizeBytes()).isZero();
  }

  @Test
  void takesANewBaseWhenLayersAreThreeTimesWhatThereIs() throws IOException {
    fill(0, ENTRIES);
    takeBase(1);
    long id = 2;
    do {
      fill(0, ENTRIES / 4);
    } while (state.snapshotSince(id, id++ - 1).layers().get(0) == 1);
    assertThat(id).isEqualTo(2 + 8 + 1);
  }

  @Test
  void restoresWhatLayersSayOneOnTopOfTheOther() throws IOException {
    fill(0, ENTRIES);
    takeBase(1);
    for (int key = 0; key < 1_000; key++) {
      key(state, key);
      value.clear();
    }
    takeLayer(2, 1, 1L, 2L);
    fill(500, 600);
    for (int key = 1_000; key < 2_000; key++) {
      key(state, key);
      value.update("again " + key);
    }
    takeLayer(3, 2, 1L, 2L, 3L);
    key(state, 550);
    value.clear();
    MemorySections own = changes(4, 3, 1L, 2L, 3L);

    KeyedState first = restored(own);
    KeyedState second = create(LIMITS);
    // Nobody has asked for it: it is handed on as it came.
    second.restore(List.of(MemorySections.of(first.snapshotSince(5, StateSnapshot.NO_CHECKPOINT))));
    KeyedState third = create(LIMITS);
    third.restore(List.of(MemorySections.of(second.snapshotSince(6, StateSnapshot.NO_CHECKPOINT))));

    for (KeyedState each : List.of(first, second, third)) {
      ValueState<String> restored = each.valueState("value");
      for (int key = 0; key < ENTRIES; key++) {
        key(each, key);
        String expected = key >= 1_000 && key < 2_000 ? "again " + key : "value " + key;
        boolean isGone = key < 1_000 && (key < 500 || key >= 600 || key == 550);
        assertThat(restored.value()).isEqualTo(isGone ? null : expected);
      }
    }
  }

  @Test
  void aLayerIsLetGoOfWhenItsSlicesAreGone() throws Exception {
    SliceState<Integer> slices = state.sliceState(StateDescriptor.of("slices"));
    for (long slice = 1; slice <= 4; slice++) {
      fillSlice(slices, slice);
    }
    takeBase(1);
    List<Long> expected = new ArrayList<>(List.of(1L));
    for (long id = 2; id <= 6; id++) {
      fillSlice(slices, id + 3);
      slices.drop(id - 1);
      expected.add(id);
      // The base had slices 1 to 4, each layer has one.
      if (id >= 5) {
        expected.remove(0);
      }
      takeLayer(id, id - 1, expected.toArray(Long[]::new));
    }
    KeyedState restored = restored(changes(7, 6, 3L, 4L, 5L, 6L));

    SliceState<Integer> found = restored.sliceState(StateDescriptor.of("slices"));
    List<Long> numbers = new ArrayList<>();
    for (long slice = found.ceiling(Long.MIN_VALUE);
        slice != SliceState.NONE;
        slice = found.ceiling(slice + 1)) {
      long number = slice;
      found.forEach(number, (key, each, isCopy) -> assertThat(each).isEqualTo((int) number));
      numbers.add(number);
    }
    assertThat(numbers).containsExactly(6L, 7L, 8L, 9L);
    assertThat(restored.entryCount()).isEqualTo(4 * 500);
  }

  private void fillSlice(SliceState<Integer> slices, long slice) {
    for (int key = 0; key < 500; key++) {
      key(state, key);
      slices.put(slice, (int) slice);
    }
  }

  @Test
  void takesAnotherBaseUntilOneIsKnownToBeComplete() throws IOException {
    fill(0, ENTRIES);
    takeBase(1);
    takeBase(2);
    takeLayer(3, 1, 3L);
    changes(4, 3, 3L);
    changes(5, 3, 3L);
    changes(6, 5, 3L);
  }

  @Test
  void aSavepointIsWholeAndNobodyBuildsOnIt() throws IOException {
    fill(0, ENTRIES);
    takeBase(1);
    fill(0, 10);
    StateSnapshot savepoint = state.snapshot(2);
    assertThat(savepoint.layers()).isEmpty();
    assertThat(MemorySections.ofLayer(savepoint).sections()).isEmpty();
    MemorySections whole = MemorySections.ofOwn(savepoint);
    assertThat(whole.sizeBytes()).isEqualTo(base.sizeBytes());

    assertThat(changes(3, 1, 1L).sizeBytes()).isPositive();
  }

  @Test
  void aSmallStateIsWrittenWholeEachTime() throws IOException {
    fill(0, 900);
    assertThat(state.snapshotSince(1, StateSnapshot.NO_CHECKPOINT).layers()).isEmpty();
    assertThat(state.snapshotSince(2, 1).layers()).isEmpty();
    fill(0, 1_000);
    assertThat(state.snapshotSince(3, 2).layers()).containsExactly(3L);
    key(state, 1);
    value.clear();
    assertThat(state.snapshotSince(4, 3).layers()).isEmpty();
    key(state, 1);
    value.update("x");
    assertThat(state.snapshotSince(5, 4).layers()).containsExactly(5L);
  }

  @Test
  void changesDoNotSeeWhatHappensBehindTheBarrier() throws IOException {
    ValueState<List<Integer>> lists = state.valueState("lists");
    fill(0, ENTRIES);
    takeBase(1);
    for (int changed : List.of(1, 500)) {
      for (int key = 0; key < changed; key++) {
        key(state, key);
        lists.update(new ArrayList<>(List.of(1)));
      }
      StateSnapshot snapshot = state.snapshotSince(2, 1);
      key(state, 0);
      lists.value().add(2);

      KeyedState restored = restored(MemorySections.ofOwn(snapshot));
      key(restored, 0);
      assertThat(restored.<List<Integer>>valueState("lists").value()).containsExactly(1);
    }
  }

  @Test
  void oneLargeMapIsNotSerializedAtTheBarrier() throws IOException {
    MapState<Integer, Integer> map = state.mapState("map");
    fill(0, ENTRIES);
    for (int part = 0; part < 2 * LIMITS.mostEncodedElements(); part++) {
      key(state, 0);
      map.put(part, part);
    }
    takeBase(1);
    key(state, 0);
    map.put(1, 42);
    StateSnapshot snapshot = state.snapshotSince(2, 1);
    map.put(1, 43);

    assertThat(state.entryCount()).isEqualTo(ENTRIES + 1);
    KeyedState restored = restored(MemorySections.ofOwn(snapshot));
    key(restored, 0);
    assertThat(restored.<Integer, Integer>mapState("map").get(1)).isEqualTo(42);
  }

  @Test
  void anOlderValueDoesNotComeBackWhenTheOneThatReplacedItHasExpired() throws IOException {
    StateTtl ttl = StateTtl.afterWrite(Duration.ofMillis(100));
    StateDescriptor<String> descriptor = StateDescriptor.<String>of("short").withTtl(ttl);
    StateDescriptor<Integer> parts = StateDescriptor.<Integer>of("parts").withTtl(ttl);
    ValueState<String> shortLived = state.valueState(descriptor);
    MapState<String, Integer> map = state.mapState(parts);
    fill(0, ENTRIES);
    nowMs = 2_000;
    key(state, "k");
    shortLived.update("old");
    map.put("removed", 1);
    takeBase(1);
    map.remove("removed");
    nowMs = 1_950;
    shortLived.update("new");
    map.put("other", 1);
    nowMs = 2_060;
    MemorySections own = changes(2, 1, 1L);

    KeyedState restored = restored(own);
    key(restored, "k");
    assertThat(restored.valueState(descriptor).value()).isNull();
    assertThat(restored.<String, Integer>mapState(parts, null).entries()).isEmpty();
  }

  @Test
  void aStateThatIsClaimedLateGetsItsBaseAndItsChanges() throws IOException {
    MapState<String, Integer> map = state.mapState("map");
    fill(0, ENTRIES);
    key(state, "k");
    map.put("a", 1);
    map.put("b", 1);
    key(state, "gone");
    map.put("a", 1);
    takeBase(1);
    key(state, "k");
    map.put("a", 2);
    map.remove("b");
    key(state, "gone");
    map.remove("a");
    MemorySections own = changes(2, 1, 1L);

    KeyedState second = restored(own);
    second.valueState("value");
    KeyedState third = create(LIMITS);
    third.restore(List.of(MemorySections.of(second.snapshotSince(3, StateSnapshot.NO_CHECKPOINT))));

    for (KeyedState each : List.of(second, third)) {
      key(each, "k");
      MapState<String, Integer> restored = each.mapState("map");
      assertThat(restored.entries()).containsExactly(Map.entry("a", 2));
      key(each, "gone");
      assertThat(restored.isEmpty()).isTrue();
    }
  }

  @Test
  void isNotHeldAsLongAsEachCheckpointWouldCopyTooMuch() {
    KeyedState small = create(new SnapshotLimits(1_000, 100, 1 << 16, 8_192));
    ValueState<Integer> count = small.valueState("count");
    for (int key = 0; key < ENTRIES; key++) {
      key(small, key);
      count.update(1);
    }
    assertThat(small.keep()).as("all is new").isSameAs(KeptState.NONE);
    for (int key = 0; key < 100; key++) {
      key(small, key);
      count.update(2);
    }
    assertThat(small.keep()).as("few, but in all segments").isSameAs(KeptState.NONE);
    key(small, 1);
    count.update(3);
    KeptState kept = small.keep();
    assertThat(kept).isInstanceOf(KeptHeapState.class);
    kept.release();
    assertThat(small.keep()).isInstanceOf(KeptHeapState.class);
  }

  /** Fails for one value. */
  private record Picky() implements ValueSerializer<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(String text, DataOutput out) throws IOException {
      if (text.equals("refused")) {
        throw new IOException("as asked");
      }
      out.writeUTF(text);
    }

    @Override
    public String read(DataInput in) throws IOException {
      return in.readUTF();
    }
  }

  @Test
  void whatCannotBeSerializedFailsTheCheckpointAndNotTheTask() throws IOException {
    ValueState<String> picky =
        state.valueState(StateDescriptor.<String>of("picky").withSerializer(new Picky()));
    fill(0, ENTRIES);
    takeBase(1);
    key(state, 1);
    picky.update("refused");

    StateSnapshot snapshot = state.snapshotSince(2, 1);

    assertThatThrownBy(() -> MemorySections.ofOwn(snapshot)).hasMessage("as asked");
    snapshot.release();
    picky.update("fine");
    assertThat(changes(3, 1, 1L).sizeBytes()).isPositive();
  }
}
