package io.landfall.runtime.job;

import io.landfall.api.function.SinkFunction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Brings what a sink gets back to the test, although sinks are copied. */
public final class Collected<T> implements SinkFunction<T> {

  private static final long serialVersionUID = 1L;
  private static final Map<String, Collection<Object>> BY_ID = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  @Override
  public void invoke(T value) {
    BY_ID.computeIfAbsent(id, k -> new ConcurrentLinkedQueue<>()).add(value);
  }

  @SuppressWarnings("unchecked")
  public List<T> values() {
    return (List<T>) List.copyOf(BY_ID.getOrDefault(id, List.of()));
  }
}
