package io.landfall.api.window;

/**
 * The timestamps from {@code startMs}, inclusive, to {@code endMs}, exclusive. Where either would
 * not fit into a {@code long} it is the smallest or largest there is.
 */
public record TimeWindow(long startMs, long endMs) implements Window {

  @Override
  public long maxTimestampMs() {
    return endMs - 1;
  }

  /** True if they share a timestamp, or one ends where the other starts. */
  public boolean touches(TimeWindow other) {
    return startMs <= other.endMs && endMs >= other.startMs;
  }

  /** The smallest window that both are in. */
  public TimeWindow cover(TimeWindow other) {
    return new TimeWindow(Math.min(startMs, other.startMs), Math.max(endMs, other.endMs));
  }

  /** Mixed well: neighbouring windows of neighbouring keys meet in one table. */
  @Override
  public int hashCode() {
    long mixed = (startMs * 31 + endMs) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }
}
