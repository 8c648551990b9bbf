package io.landfall.storm.window;

/** The last so many tuples that came. */
final class CountEviction extends Eviction {

  private final int length;
  private long count;

  CountEviction(int length) {
    this.length = length;
  }

  @Override
  void added() {
    count++;
  }

  @Override
  void onOccasion(Occasion occasion) {}

  @Override
  Verdict judge(long timestampMs, long nowMs) {
    if (count > length) {
      count--;
      return Verdict.EXPIRE;
    }
    return Verdict.PROCESS;
  }

  @Override
  long[] state() {
    return new long[] {count};
  }

  @Override
  void restore(long[] state) {
    count = state[0];
  }
}
