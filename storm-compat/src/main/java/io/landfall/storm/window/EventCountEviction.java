package io.landfall.storm.window;

/** The last so many tuples up to the time at which the window ends. */
final class EventCountEviction extends Eviction {

  private final int length;
  private boolean fired;
  private long timeMs;
  private long count;
  private long processed;

  EventCountEviction(int length) {
    this.length = length;
  }

  @Override
  void onOccasion(Occasion occasion) {
    fired = true;
    timeMs = occasion.timeMs();
    count = occasion.count() != null ? occasion.count() : processed + occasion.slideCount();
    processed = 0;
  }

  @Override
  Verdict judge(long timestampMs, long nowMs) {
    if (!fired) {
      return Verdict.STOP;
    }
    if (timestampMs > timeMs || processed >= count) {
      return Verdict.KEEP;
    }
    if (count > length) {
      count--;
      return Verdict.EXPIRE;
    }
    processed++;
    return Verdict.PROCESS;
  }

  @Override
  long[] state() {
    return new long[] {fired ? 1 : 0, timeMs, count, processed};
  }

  @Override
  void restore(long[] state) {
    fired = state[0] == 1;
    timeMs = state[1];
    count = state[2];
    processed = state[3];
  }
}
