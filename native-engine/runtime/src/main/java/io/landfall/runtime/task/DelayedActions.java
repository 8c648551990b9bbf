package io.landfall.runtime.task;

import io.landfall.operators.spi.OperatorContext.ThreadAction;
import java.util.PriorityQueue;

/**
 * What operators of one task want done after a while, in elapsed time; no part of checkpoints. Task
 * thread only.
 */
final class DelayedActions {

  private record Entry(long dueMs, long order, ThreadAction action, String operatorName)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      return dueMs != other.dueMs
          ? Long.compare(dueMs, other.dueMs)
          : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry> waiting = new PriorityQueue<>();
  private long nextOrder;

  void add(long dueMs, ThreadAction action, String operatorName) {
    waiting.add(new Entry(dueMs, nextOrder++, action, operatorName));
  }

  /** {@link Long#MAX_VALUE} if there is none. */
  long nextDueMs() {
    Entry first = waiting.peek();
    return first == null ? Long.MAX_VALUE : first.dueMs();
  }

  /**
   * Runs those due at {@code nowMs} that were there before; what they schedule waits for the next
   * call, so that an action that is always late cannot hold the task.
   */
  boolean runDue(long nowMs) {
    boolean any = false;
    long limit = nextOrder;
    while (!waiting.isEmpty()
        && waiting.peek().dueMs() <= nowMs
        && waiting.peek().order() < limit) {
      Entry entry = waiting.poll();
      any = true;
      try {
        entry.action().run();
      } catch (Throwable thrown) {
        throw OperatorFailure.in(entry.operatorName(), thrown);
      }
    }
    return any;
  }
}
