package io.landfall.storm.window;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Event time over the input streams of a task: the least of the latest times of each stream, less
 * the lag; begins when each stream has brought something.
 *
 * @param <S> names a stream; with value equality
 */
public final class EventClock<S> {

  private final int streamCount;
  private final int lagMs;
  private Map<S, Long> latestMs = new HashMap<>();
  private long watermarkMs;

  public EventClock(int streamCount, int lagMs) {
    this.streamCount = streamCount;
    this.lagMs = lagMs;
  }

  /** Takes note of a tuple; false if it comes too late. */
  public boolean track(S stream, long timeMs) {
    latestMs.merge(stream, timeMs, Math::max);
    return timeMs >= watermarkMs;
  }

  /** Looks whether time went on; false if not. */
  public boolean advance() {
    long timeMs = 0;
    if (latestMs.size() >= streamCount) {
      timeMs = latestMs.values().stream().mapToLong(Long::longValue).min().orElse(0);
    }
    if (timeMs - lagMs <= watermarkMs) {
      return false;
    }
    watermarkMs = timeMs - lagMs;
    return true;
  }

  public long watermarkMs() {
    return watermarkMs;
  }

  /** The latest time of each stream; a view. */
  public Map<S, Long> latestMs() {
    return Collections.unmodifiableMap(latestMs);
  }

  public void restore(long restoredWatermarkMs, Map<S, Long> restoredLatestMs) {
    watermarkMs = restoredWatermarkMs;
    latestMs = new HashMap<>(restoredLatestMs);
  }
}
