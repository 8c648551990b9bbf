package io.landfall.runtime.metrics;

import io.landfall.api.function.Counter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * All metrics of a job by name, such as {@code count.0.records-in}. Counters outlive a recovery:
 * the next attempt counts on. Any thread.
 */
public final class MetricRegistry {

  private final Map<String, SingleWriterCounter> counters = new ConcurrentHashMap<>();
  private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();

  /** The counter of that name, made at the first call. One thread at a time may add to it. */
  public Counter counter(String name) {
    return counters.computeIfAbsent(name, n -> new SingleWriterCounter());
  }

  /** Replaces a gauge of the same name. */
  public void gauge(String name, LongSupplier value) {
    gauges.put(name, value);
  }

  /** The values as they are now, by name in alphabetical order. */
  public Map<String, Number> read() {
    Map<String, Number> values = new TreeMap<>();
    counters.forEach((name, counter) -> values.put(name, counter.value()));
    gauges.forEach((name, gauge) -> values.put(name, gauge.getAsLong()));
    return values;
  }
}
