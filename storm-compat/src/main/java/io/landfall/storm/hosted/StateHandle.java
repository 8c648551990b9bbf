package io.landfall.storm.hosted;

import java.util.HashMap;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.state.InMemoryKeyValueStateProvider;
import org.apache.storm.state.State;
import org.apache.storm.state.StateFactory;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.IStatefulComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of one stateful bolt, and what the bolt is told about it. With the provider that Storm
 * has by default, state is part of checkpoints. A store that the topology names for itself is used
 * as it is: prepared at the barrier, committed when the checkpoint is durable.
 */
final class StateHandle {

  private static final Logger LOG = LoggerFactory.getLogger(StateHandle.class);

  private final IStatefulComponent<State> component;
  private final State state;

  @SuppressWarnings("unchecked")
  StateHandle(IStatefulComponent<?> component, Map<String, Object> conf, TopologyContext context) {
    this.component = (IStatefulComponent<State>) component;
    Object provider = conf.get(Config.TOPOLOGY_STATE_PROVIDER);
    if (provider == null || provider.equals(InMemoryKeyValueStateProvider.class.getName())) {
      state = new ManagedState<>();
    } else {
      String name = context.getThisComponentId() + "-" + context.getThisTaskId();
      state = StateFactory.getState(name, conf, context);
      LOG.info(
          "component '{}': its state is in {}, in step with checkpoints",
          context.getThisComponentId(),
          provider);
    }
  }

  @SuppressWarnings("unchecked")
  void restore(Object saved) {
    if (saved != null && state instanceof ManagedState<?, ?> managed) {
      ((ManagedState<Object, Object>) managed).restore((Map<Object, Object>) saved);
    }
    component.initState(state);
  }

  void restored(long checkpointId) {
    committed(checkpointId);
    component.preRollback();
    state.rollback();
  }

  /** Null if the state is elsewhere. */
  Object snapshot(long checkpointId) {
    component.prePrepare(checkpointId);
    state.prepareCommit(checkpointId);
    return state instanceof ManagedState<?, ?> managed ? new HashMap<>(managed.values()) : null;
  }

  void committed(long checkpointId) {
    component.preCommit(checkpointId);
    state.commit(checkpointId);
  }
}
