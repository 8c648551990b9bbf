package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.runtime.serialization.GenericSerializers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TimerQueuesTest {

  private static final KeyGroupRange ALL = new KeyGroupRange(0, 15);

  private final GenericSerializers serializers =
      new GenericSerializers(getClass().getClassLoader());
  private final Keys keys = new Keys();
  private final TimerQueues timers = new TimerQueues(ALL, keys, serializers);
  private final List<String> fired = new ArrayList<>();

  private final class Keys implements KeyContext {
    private Object key;

    @Override
    public void setCurrentKey(Object newKey, int keyGroup) {
      assertThat(keyGroup).isEqualTo(KeyGroups.of(newKey, ALL.size()));
      key = newKey;
    }

    @Override
    public Object currentKey() {
      return key;
    }

    @Override
    public int currentKeyGroup() {
      return KeyGroups.of(key, ALL.size());
    }
  }

  private void record(Object namespace, long timestampMs, boolean eventTime) {
    fired.add(keys.key + "/" + namespace + "@" + timestampMs + (eventTime ? "" : "p"));
  }

  @Test
  void firesDueTimersInTimestampOrderAcrossKeys() throws Exception {
    for (int i : new int[] {5, 3, 9, 1, 7}) {
      keys.key = "key" + i;
      timers.registerEventTimer("w", i);
    }

    assertThat(timers.nextEventTimestampMs()).isEqualTo(1);
    assertThat(timers.fireEvent(0, this::record)).isFalse();
    assertThat(timers.fireEvent(7, this::record)).isTrue();
    assertThat(fired).containsExactly("key1/w@1", "key3/w@3", "key5/w@5", "key7/w@7");
    assertThat(timers.nextEventTimestampMs()).isEqualTo(9);
    assertThat(timers.fireEvent(Long.MAX_VALUE, this::record)).isTrue();
    assertThat(timers.nextEventTimestampMs()).isEqualTo(Long.MAX_VALUE);
    assertThat(timers.timerCount()).isZero();
  }

  @Test
  void keepsDuplicatesOnceAndTellsNamespacesAndTimesApart() throws Exception {
    keys.key = "a";
    timers.registerEventTimer("w", 5);
    timers.registerEventTimer("w", 5);
    timers.registerEventTimer("v", 5);
    timers.registerProcessingTimer("w", 5);

    assertThat(timers.timerCount()).isEqualTo(3);
    timers.fireEvent(5, this::record);
    timers.fireProcessing(5, this::record);
    assertThat(fired).containsExactly("a/w@5", "a/v@5", "a/w@5p");
  }

  @Test
  void doesNotFireWhatWasDeleted() throws Exception {
    keys.key = "a";
    timers.registerEventTimer("w", 5);
    timers.registerEventTimer("w", 6);
    timers.deleteEventTimer("w", 5);
    timers.deleteEventTimer("w", 99);
    timers.deleteProcessingTimer("w", 6);

    timers.fireEvent(10, this::record);
    assertThat(fired).containsExactly("a/w@6");
  }

  @Test
  void firesTimersThatAreRegisteredWhileFiringIfTheyAreDue() throws Exception {
    keys.key = "a";
    timers.registerEventTimer("w", 1);
    timers.registerEventTimer("w", 10);

    timers.fireEvent(
        10,
        (namespace, timestampMs, eventTime) -> {
          record(namespace, timestampMs, eventTime);
          if (timestampMs < 4) {
            timers.registerEventTimer("w", timestampMs + 1);
          } else {
            timers.registerEventTimer("later", 11);
          }
        });

    assertThat(fired).containsExactly("a/w@1", "a/w@2", "a/w@3", "a/w@4", "a/w@10");
    assertThat(timers.nextEventTimestampMs()).isEqualTo(11);
  }

  @Test
  void refusesToRegisterWithoutAKey() {
    assertThatThrownBy(() -> timers.registerEventTimer("w", 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSnapshotKeepsWhatFiresAfterIt() throws Exception {
    for (int i = 0; i < 50; i++) {
      keys.key = i;
      timers.registerEventTimer("w", 50 - i);
      timers.registerProcessingTimer("w", i);
    }
    StateSnapshot snapshot = timers.snapshot();
    timers.fireEvent(Long.MAX_VALUE, this::record);
    keys.key = 1;
    timers.registerEventTimer("new", 1);
    MemorySections written = MemorySections.of(snapshot);

    List<String> before = List.copyOf(fired);
    fired.clear();
    TimerQueues low = new TimerQueues(new KeyGroupRange(0, 7), keys, serializers);
    TimerQueues high = new TimerQueues(new KeyGroupRange(8, 15), keys, serializers);
    low.restore(written);
    high.restore(written);
    assertThat(low.timerCount() + high.timerCount()).isEqualTo(100);
    low.fireEvent(Long.MAX_VALUE, this::record);
    high.fireEvent(Long.MAX_VALUE, this::record);
    assertThat(fired).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void staysInOrderUnderRandomRegistrationsDeletionsAndFiring() throws Exception {
    Random random = new Random(3);
    TreeSet<Long> model = new TreeSet<>();
    keys.key = "a";
    for (int step = 0; step < 100_000; step++) {
      long timestampMs = random.nextInt(5_000);
      switch (random.nextInt(5)) {
        case 0, 1, 2 -> {
          timers.registerEventTimer("w", timestampMs);
          model.add(timestampMs);
        }
        case 3 -> {
          timers.deleteEventTimer("w", timestampMs);
          model.remove(timestampMs);
        }
        default -> {
          if (random.nextInt(100) == 0) {
            List<Long> due = new ArrayList<>();
            timers.fireEvent(timestampMs, (namespace, at, eventTime) -> due.add(at));
            assertThat(due).isEqualTo(new ArrayList<>(model.headSet(timestampMs, true)));
            model.headSet(timestampMs, true).clear();
          }
        }
      }
      assertThat(timers.nextEventTimestampMs())
          .isEqualTo(model.isEmpty() ? Long.MAX_VALUE : model.first());
    }
  }
}
