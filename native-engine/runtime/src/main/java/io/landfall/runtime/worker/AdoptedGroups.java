package io.landfall.runtime.worker;

import java.util.ArrayList;
import java.util.List;

/** Groups that another thread has given up for this one, until it takes them on. Any thread. */
final class AdoptedGroups {

  private final List<TaskGroup> waiting = new ArrayList<>();
  private boolean closed;

  /** Returns false if the thread has ended: then nobody would take them. */
  synchronized boolean offer(List<TaskGroup> groups) {
    if (!closed) {
      waiting.addAll(groups);
    }
    return !closed;
  }

  synchronized List<TaskGroup> takeAll() {
    List<TaskGroup> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  /** For a thread that has nothing left to do; returns false if it got something. */
  synchronized boolean closeIfEmpty() {
    closed = waiting.isEmpty();
    return closed;
  }
}
