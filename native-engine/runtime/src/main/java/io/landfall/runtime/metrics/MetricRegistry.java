package io.landfall.runtime.metrics;

import io.landfall.api.function.Accumulator;
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
  private final Map<String, Map<String, Accumulator<?, ?>>> accumulators =
      new ConcurrentHashMap<>();

  /** The counter of that name, made at the first call. One thread at a time may add to it. */
  public Counter counter(String name) {
    return counters.computeIfAbsent(name, n -> new SingleWriterCounter());
  }

  /** Replaces a gauge of the same name. */
  public void gauge(String name, LongSupplier value) {
    gauges.put(name, value);
  }

  /**
   * Replaces what an earlier attempt had there.
   *
   * @param owner operator and subtask
   */
  public void accumulator(String owner, String name, Accumulator<?, ?> accumulator) {
    accumulators.computeIfAbsent(name, n -> new ConcurrentHashMap<>()).put(owner, accumulator);
  }

  /** What accumulators of one name have come to together, by name. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> readAccumulators() {
    Map<String, Object> results = new TreeMap<>();
    accumulators.forEach(
        (name, parts) -> {
          Accumulator<Object, Object> all = null;
          for (Accumulator<?, ?> part : parts.values()) {
            Accumulator<Object, Object> each = (Accumulator<Object, Object>) part;
            if (all == null) {
              all = each.empty();
            }
            all.merge(each);
          }
          if (all != null) {
            results.put(name, all.result());
          }
        });
    return results;
  }

  /** The values as they are now, by name in alphabetical order. */
  public Map<String, Number> read() {
    Map<String, Number> values = new TreeMap<>();
    counters.forEach((name, counter) -> values.put(name, counter.value()));
    gauges.forEach((name, gauge) -> values.put(name, gauge.getAsLong()));
    return values;
  }
}
