package io.landfall.storm.window;

import java.util.Map;
import org.apache.storm.Config;

/**
 * What a windowed bolt was configured to be; of each pair one is null.
 *
 * @param lengthCount tuples in a window
 * @param lengthMs or its length
 * @param slideCount tuples between two windows
 * @param slideMs or the time between them
 * @param eventTime whether tuples bring their own time
 * @param lagMs how far a tuple may be behind the newest of its stream
 * @param watermarkIntervalMs how often it is looked whether event time went on
 * @param lateStream where tuples that came too late go; null for nowhere
 */
public record WindowSpec(
    Integer lengthCount,
    Integer lengthMs,
    Integer slideCount,
    Integer slideMs,
    boolean eventTime,
    int lagMs,
    int watermarkIntervalMs,
    String lateStream) {

  private static final int DEFAULT_WATERMARK_INTERVAL_MS = 1_000;

  /**
   * @param conf of the component
   * @param eventTime whether the bolt has a timestamp extractor
   * @throws IllegalArgumentException with Storm's sentence if it does not make sense
   */
  public static WindowSpec of(Map<String, Object> conf, boolean eventTime) {
    Integer lengthCount = number(conf, Config.TOPOLOGY_BOLTS_WINDOW_LENGTH_COUNT);
    Integer lengthMs =
        lengthCount == null ? number(conf, Config.TOPOLOGY_BOLTS_WINDOW_LENGTH_DURATION_MS) : null;
    Integer slideCount = number(conf, Config.TOPOLOGY_BOLTS_SLIDING_INTERVAL_COUNT);
    Integer slideMs =
        slideCount == null
            ? number(conf, Config.TOPOLOGY_BOLTS_SLIDING_INTERVAL_DURATION_MS)
            : null;
    if (slideCount == null && slideMs == null) {
      slideCount = 1;
    }
    if (lengthCount == null && lengthMs == null) {
      throw new IllegalArgumentException("Window length is not specified");
    }
    String lateStream = (String) conf.get(Config.TOPOLOGY_BOLTS_LATE_TUPLE_STREAM);
    if (!eventTime && lateStream != null) {
      throw new IllegalArgumentException(
          "Late tuple stream can be defined only when specifying a timestamp field");
    }
    Integer lagMs = number(conf, Config.TOPOLOGY_BOLTS_TUPLE_TIMESTAMP_MAX_LAG_MS);
    Integer intervalMs = number(conf, Config.TOPOLOGY_BOLTS_WATERMARK_EVENT_INTERVAL_MS);
    return new WindowSpec(
        lengthCount,
        lengthMs,
        slideCount,
        slideMs,
        eventTime,
        lagMs == null ? 0 : lagMs,
        intervalMs == null ? DEFAULT_WATERMARK_INTERVAL_MS : intervalMs,
        lateStream);
  }

  private static Integer number(Map<String, Object> conf, String key) {
    return conf.get(key) instanceof Number number ? number.intValue() : null;
  }
}
