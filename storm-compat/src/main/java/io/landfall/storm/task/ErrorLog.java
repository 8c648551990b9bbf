package io.landfall.storm.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.storm.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last errors that each component reported. Any thread. */
public final class ErrorLog {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorLog.class);
  private static final int KEPT_PER_COMPONENT = 20;

  /**
   * One report.
   *
   * @param timeMs by Storm's clock
   */
  public record Entry(Throwable error, int task, long timeMs) {}

  private final Map<String, Deque<Entry>> byComponent = new TreeMap<>();

  void add(String component, int task, Throwable error) {
    LOG.error("component '{}', task {} reported an error", component, task, error);
    synchronized (this) {
      Deque<Entry> entries = byComponent.computeIfAbsent(component, c -> new ArrayDeque<>());
      entries.addLast(new Entry(error, task, Time.currentTimeMillis()));
      if (entries.size() > KEPT_PER_COMPONENT) {
        entries.removeFirst();
      }
    }
  }

  /** By component, oldest first. */
  public synchronized Map<String, List<Entry>> entries() {
    Map<String, List<Entry>> copy = new TreeMap<>();
    byComponent.forEach((component, entries) -> copy.put(component, new ArrayList<>(entries)));
    return copy;
  }
}
