package io.landfall.it.storm.trident;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.trident.state.StateFactory;
import org.apache.storm.trident.state.map.IBackingMap;
import org.apache.storm.trident.state.map.NonTransactionalMap;
import org.apache.storm.trident.state.map.TransactionalMap;

/** What a user may have behind a state: a map in memory. */
final class MapBacking<T> implements IBackingMap<T> {

  private final Map<List<Object>, T> values = new HashMap<>();

  private MapBacking() {}

  /** A state that knows a batch which it has. */
  static StateFactory transactional() {
    return (conf, metrics, partition, partitions) -> TransactionalMap.build(new MapBacking<>());
  }

  /** A state that does not. */
  static StateFactory nonTransactional() {
    return (conf, metrics, partition, partitions) -> NonTransactionalMap.build(new MapBacking<>());
  }

  @Override
  public List<T> multiGet(List<List<Object>> keys) {
    return new ArrayList<>(keys.stream().map(values::get).toList());
  }

  @Override
  public void multiPut(List<List<Object>> keys, List<T> fresh) {
    for (int i = 0; i < keys.size(); i++) {
      values.put(List.copyOf(keys.get(i)), fresh.get(i));
    }
  }
}
