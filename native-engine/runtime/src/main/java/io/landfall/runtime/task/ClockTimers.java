package io.landfall.runtime.task;

import io.landfall.operators.spi.OperatorContext.ClockCallback;
import java.util.PriorityQueue;

/** Callbacks of one task that wait for the clock; no part of checkpoints. Task thread only. */
final class ClockTimers {

  private record Entry(long timeMs, long order, ClockCallback callback, String operatorName)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return timeMs != other.timeMs
          ? Long.compare(timeMs, other.timeMs)
          : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry> waiting = new PriorityQueue<>();
  private long nextOrder;

  void schedule(long timeMs, ClockCallback callback, String operatorName) {
    waiting.add(new Entry(timeMs, nextOrder++, callback, operatorName));
  }

  /** {@link Long#MAX_VALUE} if there is none. */
  long nextTimeMs() {
    Entry first = waiting.peek();
    return first == null ? Long.MAX_VALUE : first.timeMs();
  }

  /**
   * Calls those due at {@code nowMs} that were there before; what they schedule waits for the next
   * call, so that a callback that is always late cannot hold the task.
   */
  boolean fire(long nowMs) {
    boolean fired = false;
    long limit = nextOrder;
    while (!waiting.isEmpty()
        && waiting.peek().timeMs() <= nowMs
        && waiting.peek().order() < limit) {
      Entry entry = waiting.poll();
      fired = true;
      try {
        entry.callback().onTime(entry.timeMs());
      } catch (Throwable thrown) {
        throw OperatorFailure.in(entry.operatorName(), thrown);
      }
    }
    return fired;
  }
}
