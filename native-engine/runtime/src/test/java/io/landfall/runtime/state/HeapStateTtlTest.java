package io.landfall.runtime.state;

class HeapStateTtlTest extends StateTtlContract {

  @Override
  StateBackend backend() {
    return new HeapStateBackend();
  }
}
