package io.landfall.operators.process;

import io.landfall.api.function.Counter;
import io.landfall.api.function.Meter;
import java.util.function.LongSupplier;

/** A counter, and what it was when somebody looked last: marking costs no look at the clock. */
final class CountingMeter implements Meter {

  private static final long SHORTEST_NS = 1_000_000_000L;

  private final Counter counter;
  private final LongSupplier nanoTime;
  private long lookedNs;
  private long lookedCount;
  private double perSecond;

  CountingMeter(Counter counter, LongSupplier nanoTime) {
    this.counter = counter;
    this.nanoTime = nanoTime;
    lookedNs = nanoTime.getAsLong();
    lookedCount = counter.value();
  }

  @Override
  public void mark(long events) {
    counter.add(events);
  }

  @Override
  public long count() {
    return counter.value();
  }

  @Override
  public synchronized double perSecond() {
    long nowNs = nanoTime.getAsLong();
    if (nowNs - lookedNs >= SHORTEST_NS) {
      long count = counter.value();
      perSecond = (count - lookedCount) * 1e9 / (nowNs - lookedNs);
      lookedNs = nowNs;
      lookedCount = count;
    }
    return perSecond;
  }
}
