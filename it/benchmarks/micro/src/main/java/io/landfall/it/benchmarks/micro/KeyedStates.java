package io.landfall.it.benchmarks.micro;

import io.landfall.runtime.serialization.GenericSerializers;
import io.landfall.runtime.state.HeapStateBackend;
import io.landfall.runtime.state.KeyGroupRange;
import io.landfall.runtime.state.KeyGroups;
import io.landfall.runtime.state.KeyedState;
import io.landfall.runtime.state.KeyedStateContext;

/** The state of a task that has all key groups. */
final class KeyedStates {

  private static final int KEY_GROUPS = 128;

  private KeyedStates() {}

  static KeyedState open() {
    return new HeapStateBackend()
        .createKeyedState(
            new KeyedStateContext(
                "benchmark",
                new KeyGroupRange(0, KEY_GROUPS - 1),
                KEY_GROUPS,
                new GenericSerializers(KeyedStates.class.getClassLoader()),
                System::currentTimeMillis));
  }

  static void select(KeyedState state, Object key) {
    state.setCurrentKey(key, KeyGroups.of(key, KEY_GROUPS));
  }
}
