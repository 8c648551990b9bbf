package io.landfall.runtime.state;

class HeapKeyedStateTest extends KeyedStateContract {

  @Override
  StateBackend backend() {
    return new HeapStateBackend();
  }
}
