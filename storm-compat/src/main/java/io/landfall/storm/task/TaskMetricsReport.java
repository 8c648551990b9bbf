package io.landfall.storm.task;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.Metered;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import io.landfall.storm.tuple.Lineage;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.storm.Config;
import org.apache.storm.Constants;
import org.apache.storm.metric.api.IMetric;
import org.apache.storm.metric.api.IMetricsConsumer.DataPoint;
import org.apache.storm.metric.api.IMetricsConsumer.TaskInfo;
import org.apache.storm.metrics2.StormMetricRegistry;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.ObjectReader;
import org.apache.storm.utils.Time;
import org.apache.storm.utils.Utils;

/**
 * Reads a task's metrics when their intervals are over and sends them, as Storm does, on its
 * metrics stream: to metrics consumers, and to whichever bolt subscribes. Task's thread.
 */
final class TaskMetricsReport {

  private static final String HOST = host();
  private static final double NS_PER_MS = 1e6;
  private static final int DEFAULT_V2_INTERVAL_SECONDS = 60;

  private final StormTask task;
  private final Map<Integer, Map<Integer, Map<String, IMetric>>> byInterval;
  private final StormMetricRegistry registry;
  private final int v2IntervalSeconds;
  private final Selection targets = new Selection();
  private final StreamRoute stream;

  TaskMetricsReport(StormTask task, StormMetricRegistry registry) {
    this.task = task;
    this.byInterval = task.executor().metrics();
    this.registry = registry;
    this.stream = task.emitter().stream(Constants.METRICS_STREAM_ID);
    Map<String, Object> conf = task.executor().conf();
    this.v2IntervalSeconds =
        ObjectReader.getBoolean(conf.get(Config.TOPOLOGY_ENABLE_V2_METRICS_TICK), false)
            ? ObjectReader.getInt(
                conf.get(Config.TOPOLOGY_V2_METRICS_TICK_INTERVAL_SECONDS),
                DEFAULT_V2_INTERVAL_SECONDS)
            : 0;
  }

  private static String host() {
    try {
      return Utils.hostname();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** The task has opened: what it registered is known. */
  void start() {
    TreeSet<Integer> intervals = new TreeSet<>();
    byInterval.forEach(
        (seconds, byTask) -> {
          if (byTask.containsKey(task.id())) {
            intervals.add(seconds);
          }
        });
    if (v2IntervalSeconds > 0) {
      intervals.add(v2IntervalSeconds);
    }
    intervals.forEach(this::schedule);
  }

  private void schedule(int seconds) {
    task.schedule(
        TimeUnit.SECONDS.toMillis(seconds),
        () -> {
          task.thread().enter();
          schedule(seconds);
          send(seconds);
        });
  }

  private void send(int seconds) {
    List<DataPoint> points = new ArrayList<>();
    byInterval
        .getOrDefault(seconds, Map.of())
        .getOrDefault(task.id(), Map.of())
        .forEach((name, metric) -> addValue(points, name, metric));
    if (seconds == v2IntervalSeconds) {
      addRegistered(points);
    }
    if (points.isEmpty()) {
      return;
    }
    TaskInfo info =
        new TaskInfo(
            HOST,
            WorkerContexts.PORT,
            task.component().id(),
            task.id(),
            Time.currentTimeSecs(),
            seconds);
    Values values = new Values(info, points);
    task.emitter().choose(stream, values, targets);
    task.emitter().send(stream, values, targets, Lineage.NONE);
  }

  private static void addValue(List<DataPoint> points, String name, IMetric metric) {
    Object value = metric.getValueAndReset();
    if (value != null) {
      points.add(new DataPoint(name, value, metric.getDimensions()));
    }
  }

  private void addRegistered(List<DataPoint> points) {
    registry.getTaskGauges(task.id()).forEach((name, gauge) -> addGauge(points, name, gauge));
    registry
        .getTaskCounters(task.id())
        .forEach((name, counter) -> points.add(new DataPoint(name, counter.getCount())));
    registry
        .getTaskHistograms(task.id())
        .forEach((name, histogram) -> addHistogram(points, name, histogram));
    registry.getTaskMeters(task.id()).forEach((name, meter) -> addRates(points, name, meter));
    registry.getTaskTimers(task.id()).forEach((name, timer) -> addTimer(points, name, timer));
  }

  private static void addGauge(List<DataPoint> points, String name, Gauge<?> gauge) {
    if (gauge.getValue() instanceof Number number) {
      points.add(new DataPoint(name, number));
    }
  }

  private static void addHistogram(List<DataPoint> points, String name, Histogram histogram) {
    addSnapshot(points, name, histogram.getSnapshot());
    points.add(new DataPoint(name + ".count", histogram.getCount()));
  }

  private static void addTimer(List<DataPoint> points, String name, Timer timer) {
    addSnapshot(points, name, timer.getSnapshot());
    addRates(points, name, timer);
  }

  private static void addRates(List<DataPoint> points, String name, Metered metered) {
    points.add(new DataPoint(name + ".count", metered.getCount()));
    points.add(new DataPoint(name + ".m1_rate", metered.getOneMinuteRate()));
    points.add(new DataPoint(name + ".m5_rate", metered.getFiveMinuteRate()));
    points.add(new DataPoint(name + ".m15_rate", metered.getFifteenMinuteRate()));
    points.add(new DataPoint(name + ".mean_rate", metered.getMeanRate()));
  }

  // Storm takes the values of every histogram for nanoseconds, and gives milliseconds.
  private static void addSnapshot(List<DataPoint> points, String name, Snapshot snapshot) {
    points.add(new DataPoint(name + ".max", snapshot.getMax() / NS_PER_MS));
    points.add(new DataPoint(name + ".mean", snapshot.getMean() / NS_PER_MS));
    points.add(new DataPoint(name + ".min", snapshot.getMin() / NS_PER_MS));
    points.add(new DataPoint(name + ".stddev", snapshot.getStdDev() / NS_PER_MS));
    points.add(new DataPoint(name + ".p50", snapshot.getMedian() / NS_PER_MS));
    points.add(new DataPoint(name + ".p75", snapshot.get75thPercentile() / NS_PER_MS));
    points.add(new DataPoint(name + ".p95", snapshot.get95thPercentile() / NS_PER_MS));
    points.add(new DataPoint(name + ".p98", snapshot.get98thPercentile() / NS_PER_MS));
    points.add(new DataPoint(name + ".p99", snapshot.get99thPercentile() / NS_PER_MS));
    points.add(new DataPoint(name + ".p999", snapshot.get999thPercentile() / NS_PER_MS));
  }
}
