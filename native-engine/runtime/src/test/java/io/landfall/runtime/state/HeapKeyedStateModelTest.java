package io.landfall.runtime.state;

class HeapKeyedStateModelTest extends KeyedStateModelContract {

  @Override
  StateBackend backend() {
    return new HeapStateBackend();
  }
}
