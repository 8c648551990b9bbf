package io.landfall.operators.process;

import io.landfall.api.state.BroadcastState;
import io.landfall.api.state.BroadcastStateDescriptor;
import io.landfall.api.state.ListState;
import io.landfall.api.state.OperatorStates;
import io.landfall.api.state.StateDescriptor;
import io.landfall.operators.spi.OperatorContext;
import java.util.ArrayList;
import java.util.List;

/** What a function has of its operator's state without a key. Task thread only. */
final class OperatorStatesOf implements OperatorStates {

  /** Before the names that users choose: operators have lists of their own. */
  static final String PREFIX = "function/";

  private final OperatorContext context;
  private final List<BroadcastMap<?, ?>> maps = new ArrayList<>();

  OperatorStatesOf(OperatorContext context) {
    this.context = context;
  }

  @Override
  public <T> ListState<T> listState(StateDescriptor<T> descriptor) {
    requireNoTtl(descriptor);
    return context.operatorState().splitList(PREFIX + descriptor.name(), descriptor.serializer());
  }

  @Override
  public <T> ListState<T> unionListState(StateDescriptor<T> descriptor) {
    requireNoTtl(descriptor);
    return context.operatorState().unionList(PREFIX + descriptor.name(), descriptor.serializer());
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K, V> BroadcastState<K, V> broadcastState(BroadcastStateDescriptor<K, V> descriptor) {
    for (BroadcastMap<?, ?> map : maps) {
      if (map.name().equals(descriptor.name())) {
        return (BroadcastState<K, V>) map;
      }
    }
    BroadcastMap<K, V> made = new BroadcastMap<>(descriptor, context);
    maps.add(made);
    return made;
  }

  /** One that is there already. */
  @SuppressWarnings("unchecked")
  <K, V> BroadcastMap<K, V> declared(BroadcastStateDescriptor<K, V> descriptor) {
    for (int i = 0; i < maps.size(); i++) {
      if (maps.get(i).name().equals(descriptor.name())) {
        return (BroadcastMap<K, V>) maps.get(i);
      }
    }
    throw new IllegalArgumentException(
        "operator '"
            + context.operatorName()
            + "': there is no broadcast state '"
            + descriptor.name()
            + "'; give its descriptor to broadcast(...)");
  }

  private void requireNoTtl(StateDescriptor<?> descriptor) {
    if (descriptor.ttl() != null) {
      throw new IllegalArgumentException(
          "operator '"
              + context.operatorName()
              + "', state '"
              + descriptor.name()
              + "': state without a key has no time to live; leave it out");
    }
  }

  void save() {
    for (BroadcastMap<?, ?> map : maps) {
      map.save();
    }
  }
}
