package io.landfall.api.function;

import io.landfall.api.state.State;

/**
 * What is done to the state of each key; see {@link
 * KeyedBroadcastProcessFunction.Context#applyToKeyedState}. As Flink's class of this name.
 */
@FunctionalInterface
public interface KeyedStateFunction<K, S extends State> {

  /**
   * @param key the current one: other handles refer to it, too
   * @param state that of {@code key}; may be changed and cleared
   */
  void process(K key, S state) throws Exception;
}
