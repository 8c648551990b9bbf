package io.landfall.it.simulation.storm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeSet;

/** Counts from 0 on. Its fields know all: where it is, what is under way, what failed. */
final class PositionSpout extends FeedSpout {

  private static final long serialVersionUID = 1L;

  private final int messages;
  private final boolean waits;
  private final TreeSet<Long> pending = new TreeSet<>();
  private final Deque<Long> again = new ArrayDeque<>();
  private long next;

  PositionSpout(long worldId, int component, String directTarget, boolean tracked, SpoutPlan plan) {
    super(worldId, component, directTarget, tracked);
    this.messages = plan.messages();
    this.waits = tracked;
  }

  @Override
  void emitSome() {
    if (!again.isEmpty()) {
      emitOne(again.remove());
      return;
    }
    int most = Items.burst(next);
    for (int i = 0; i < most && next < messages; i++) {
      emitOne(next++);
    }
  }

  private void emitOne(long number) {
    if (waits) {
      pending.add(number);
    }
    emit(number);
  }

  @Override
  void acked(long number) {
    pending.remove(number);
  }

  @Override
  void failed(long number) {
    if (pending.contains(number)) {
      again.add(number);
    }
  }

  @Override
  public boolean isDrained() {
    return next == messages && pending.isEmpty() && again.isEmpty();
  }

  @Override
  public String toString() {
    return "at " + next + " of " + messages + ", pending " + pending + ", again " + again;
  }
}
