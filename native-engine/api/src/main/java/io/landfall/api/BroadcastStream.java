package io.landfall.api;

import io.landfall.api.state.BroadcastStateDescriptor;
import java.util.List;

/**
 * A stream of which every subtask of the operator behind gets all records, with the states that
 * these fill. For {@link DataStream#connect(BroadcastStream)}.
 */
public final class BroadcastStream<T> {

  final DataStream<T> stream;
  final List<BroadcastStateDescriptor<?, ?>> states;

  BroadcastStream(DataStream<T> stream, List<BroadcastStateDescriptor<?, ?>> states) {
    this.stream = stream;
    this.states = states;
  }
}
