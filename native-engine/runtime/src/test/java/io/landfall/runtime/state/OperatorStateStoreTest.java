package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.state.ListState;
import io.landfall.runtime.serialization.GenericSerializers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorStateStoreTest {

  private final GenericSerializers serializers =
      new GenericSerializers(getClass().getClassLoader());

  private OperatorStateStore store(int subtask, int parallelism) {
    return new OperatorStateStore("source", subtask, parallelism, serializers);
  }

  private List<MemorySections> twoSubtasks() throws IOException {
    List<MemorySections> written = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      OperatorStateStore store = store(subtask, 2);
      store.<String>splitList("split", null).addAll(List.of("s" + subtask, "t" + subtask));
      store.<String>unionList("union", null).add("u" + subtask);
      store.<String>indexedList("indexed", null).add("i" + subtask);
      store.<String>broadcastList("broadcast", null).add("b");
      written.add(MemorySections.of(store.snapshot()));
    }
    return written;
  }

  @Test
  void givesEachKindItsOwnDistribution() throws Exception {
    List<MemorySections> written = twoSubtasks();
    List<String> split = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      OperatorStateStore store = store(subtask, 2);
      store.restore(written);
      split.addAll(store.<String>splitList("split", null).get());
      assertThat(store.unionList("union", null).get()).isEqualTo(List.of("u0", "u1"));
      assertThat(store.indexedList("indexed", null).get()).isEqualTo(List.of("i" + subtask));
      assertThat(store.broadcastList("broadcast", null).get()).isEqualTo(List.of("b"));
    }
    assertThat(split).containsExactlyInAnyOrder("s0", "t0", "s1", "t1");
  }

  @Test
  void dealsSplitListsOutEvenlyOverAnyParallelism() throws Exception {
    OperatorStateStore one = store(0, 1);
    ListState<Integer> list = one.splitList("split", null);
    for (int i = 0; i < 10; i++) {
      list.add(i);
    }
    List<MemorySections> written = List.of(MemorySections.of(one.snapshot()));
    List<Integer> all = new ArrayList<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      OperatorStateStore store = store(subtask, 3);
      ListState<Integer> madeBefore = store.splitList("split", null);
      store.restore(written);
      assertThat(madeBefore.get()).hasSizeBetween(3, 4);
      all.addAll(madeBefore.get());
    }
    assertThat(all).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void refusesIndexedStateUnderAnotherParallelism() throws Exception {
    List<MemorySections> written = twoSubtasks();

    assertThatThrownBy(() -> store(0, 3).restore(written))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("source")
        .hasMessageContaining("indexed")
        .hasMessageContaining("from parallelism 2 to 3");
  }

  @Test
  void carriesOnListsThatNobodyAsksForWithoutMultiplyingThem() throws Exception {
    List<MemorySections> written = twoSubtasks();
    for (int generation = 0; generation < 3; generation++) {
      List<MemorySections> next = new ArrayList<>();
      for (int subtask = 0; subtask < 2; subtask++) {
        OperatorStateStore store = store(subtask, 2);
        store.restore(written);
        next.add(MemorySections.of(store.snapshot()));
      }
      written = next;
    }
    OperatorStateStore store = store(1, 2);
    store.restore(written);

    assertThat(store.<String>unionList("union", null).get()).containsExactlyInAnyOrder("u0", "u1");
    assertThat(store.indexedList("indexed", null).get()).isEqualTo(List.of("i1"));
  }

  @Test
  void aSnapshotIsTakenAtOnce() throws Exception {
    OperatorStateStore store = store(0, 1);
    ListState<List<Integer>> list = store.splitList("split", null);
    list.add(new ArrayList<>(List.of(1)));
    StateSnapshot snapshot = store.snapshot();
    list.get().get(0).add(2);
    list.clear();

    OperatorStateStore restored = store(0, 1);
    restored.restore(List.of(MemorySections.of(snapshot)));
    assertThat(restored.splitList("split", null).get()).isEqualTo(List.of(List.of(1)));
  }

  @Test
  void handlesCanBeChangedAndAreRefusedAsAnotherKind() {
    OperatorStateStore store = store(0, 1);
    ListState<Integer> list = store.splitList("list", null);
    list.addAll(List.of(1, 2));
    list.update(list.get());
    list.add(3);

    assertThat(list.get()).containsExactly(1, 2, 3);
    assertThat(store.<Integer>splitList("list", null)).isSameAs(list);
    assertThatThrownBy(() -> store.unionList("list", null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("source")
        .hasMessageContaining("list");
  }
}
