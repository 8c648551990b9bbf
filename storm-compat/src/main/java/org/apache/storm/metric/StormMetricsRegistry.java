package org.apache.storm.metric;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.MetricSet;
import com.codahale.metrics.Reservoir;
import com.codahale.metrics.Timer;

/** Where Storm's daemons keep their metrics, for code that registers some beside them. */
public class StormMetricsRegistry {

  private final MetricRegistry registry = new MetricRegistry();

  public Meter registerMeter(String name) {
    return registry.meter(name);
  }

  public Meter registerMeter(String name, Meter meter) {
    return registry.meter(name, () -> meter);
  }

  public Timer registerTimer(String name) {
    return registry.timer(name);
  }

  public Histogram registerHistogram(String name) {
    return registry.histogram(name);
  }

  public Histogram registerHistogram(String name, Reservoir reservoir) {
    return registry.histogram(name, () -> new Histogram(reservoir));
  }

  /** The gauge of this name: the given one, unless there is one already. */
  @SuppressWarnings("unchecked")
  public <V> Gauge<V> registerGauge(String name, Gauge<V> gauge) {
    return registry.gauge(name, () -> gauge);
  }

  public void registerAll(MetricSet set) {
    registry.registerAll(set);
  }

  public void removeAll(MetricSet set) {
    set.getMetrics().keySet().forEach(registry::remove);
  }

  /** Null if there is none of this name. */
  public Meter getMeter(String name) {
    return registry.getMeters().get(name);
  }
}
