package io.landfall.runtime.state;

import io.landfall.runtime.serialization.GenericSerializers;
import java.io.IOException;
import java.util.List;

/** A keyed state of the backend under test, and its clock. */
abstract class KeyedStateFixture {

  static final int KEY_GROUPS = 8;

  private final GenericSerializers serializers =
      new GenericSerializers(getClass().getClassLoader());

  /** To be set forward. */
  long nowMs = 1_000;

  final KeyedState state = create(new KeyGroupRange(0, KEY_GROUPS - 1));

  abstract StateBackend backend();

  final KeyedState create(KeyGroupRange range) {
    return backend()
        .createKeyedState(
            new KeyedStateContext("words", range, KEY_GROUPS, serializers, () -> nowMs));
  }

  static void key(KeyedState of, Object key) {
    of.setCurrentKey(key, KeyGroups.of(key, KEY_GROUPS));
  }

  final KeyedState restore(KeyGroupRange range, StateSnapshot snapshot) throws IOException {
    KeyedState restored = create(range);
    restored.restore(List.of(MemorySections.of(snapshot)));
    return restored;
  }
}
