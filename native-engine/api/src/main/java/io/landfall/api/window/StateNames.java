package io.landfall.api.window;

import io.landfall.api.state.StateDescriptor;

/** What the ready-made triggers keep for each key and window; names are part of checkpoints. */
final class StateNames {

  static final StateDescriptor<Long> COUNT = StateDescriptor.of("count");
  static final StateDescriptor<Long> NEXT_EVENT = StateDescriptor.of("next-event-firing");
  static final StateDescriptor<Long> NEXT_PROCESSING = StateDescriptor.of("next-processing-firing");
  static final StateDescriptor<Object> LAST = StateDescriptor.of("delta-last");

  private StateNames() {}
}
