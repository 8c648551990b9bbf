package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.SinkMeter;
import io.landfall.it.benchmarks.workload.Stopwatch;
import io.landfall.it.benchmarks.workload.WindowSum;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;

/**
 * Sums and counts by key and window of a second, written by hand: Storm's own windows keep every
 * tuple until its window ends. The newest time of each spout task tells what may still come.
 */
final class WindowSumBolt extends AckingBolt {

  private static final long serialVersionUID = 1L;

  private static final long WINDOW_MS = 1_000;

  private final long records;
  private final String source;
  private final TreeMap<Long, Map<Long, WindowSum>> windows = new TreeMap<>();
  private final Map<Integer, Long> newestMs = new HashMap<>();
  private long watermarkMs = Long.MIN_VALUE;
  private transient SinkMeter sink;

  WindowSumBolt(boolean acks, long records, String source) {
    super(acks);
    this.records = records;
    this.source = source;
  }

  @Override
  public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector output) {
    super.prepare(conf, context, output);
    for (int task : context.getComponentTasks(source)) {
      newestMs.put(task, Long.MIN_VALUE);
    }
    sink = Stopwatch.newSink();
  }

  @Override
  protected void process(Tuple tuple) {
    Event event = (Event) tuple.getValue(1);
    long startMs = event.time - event.time % WINDOW_MS;
    WindowSum sum =
        windows
            .computeIfAbsent(startMs, start -> new HashMap<>())
            .computeIfAbsent(event.key, key -> new WindowSum(key, startMs, 0, 0));
    sum.sum += event.value;
    sum.count++;
    advance(tuple.getSourceTask(), event.time);
  }

  /** What may still come is later than the newest of its task, less the disorder. */
  private void advance(int sourceTask, long timeMs) {
    if (timeMs <= newestMs.get(sourceTask)) {
      return;
    }
    newestMs.put(sourceTask, timeMs);
    long oldestNewestMs = Long.MAX_VALUE;
    for (long newest : newestMs.values()) {
      oldestNewestMs = Math.min(oldestNewestMs, newest);
    }
    if (oldestNewestMs != Long.MIN_VALUE && oldestNewestMs - Events.DISORDER_MS > watermarkMs) {
      watermarkMs = oldestNewestMs - Events.DISORDER_MS;
      endWindows();
    }
  }

  private void endWindows() {
    while (!windows.isEmpty() && windows.firstKey() + WINDOW_MS - 1 <= watermarkMs) {
      Map<Long, WindowSum> ended = windows.pollFirstEntry().getValue();
      for (WindowSum sum : ended.values()) {
        if (!Events.isFlush(sum.startMs, records)) {
          sink.add(sum.part(), sum.count);
        }
      }
    }
  }
}
