package io.landfall.storm.window;

/**
 * The tuples of the last so many milliseconds. By the clock, a window that fires late reaches
 * farther back by as much as it is late, and the first one takes all that there is: so each tuple
 * is in some window, also after a process was down.
 */
final class TimeEviction extends Eviction {

  /** As good as for ever, and far from overflow. */
  private static final long ALL = Integer.MAX_VALUE;

  private final int lengthMs;
  private final Integer lagMs;
  private boolean fired;
  private long timeMs;
  private long latenessMs;

  /**
   * @param lagMs null by the clock
   */
  TimeEviction(int lengthMs, Integer lagMs) {
    this.lengthMs = lengthMs;
    this.lagMs = lagMs;
  }

  @Override
  void onOccasion(Occasion occasion) {
    if (occasion.slideMs() != null) {
      latenessMs = fired ? occasion.timeMs() - timeMs - occasion.slideMs() : ALL;
    }
    fired = true;
    timeMs = occasion.timeMs();
  }

  @Override
  Verdict judge(long timestampMs, long nowMs) {
    if (lagMs != null && !fired) {
      return Verdict.STOP;
    }
    long ageMs = (fired ? timeMs : nowMs) - timestampMs;
    if (lagMs != null && ageMs < -lagMs) {
      return Verdict.STOP;
    }
    if (ageMs >= lengthMs + latenessMs) {
      return Verdict.EXPIRE;
    }
    return ageMs < 0 ? Verdict.KEEP : Verdict.PROCESS;
  }

  @Override
  long[] state() {
    return new long[] {fired ? 1 : 0, timeMs, latenessMs};
  }

  @Override
  void restore(long[] state) {
    fired = state[0] == 1;
    timeMs = state[1];
    latenessMs = state[2];
  }
}
