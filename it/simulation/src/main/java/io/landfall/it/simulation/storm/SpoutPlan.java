package io.landfall.it.simulation.storm;

/**
 * A spout.
 *
 * @param tasks in so many {@code executors}
 * @param messages of each task
 */
record SpoutPlan(Kind kind, int tasks, int executors, int messages) {

  /** Where a spout has its messages from. */
  enum Kind {
    /** It counts; where it is, is in fields. */
    POSITION,
    /** As above, and nobody tracks what it emits. */
    UNTRACKED,
    /** A queue gives again what was not acked. */
    QUEUE,
    /** As above, and a field beside the connection looks like a position. */
    COUNTING_QUEUE;

    boolean isQueue() {
      return this == QUEUE || this == COUNTING_QUEUE;
    }
  }

  SpoutPlan withTasks(int count) {
    return new SpoutPlan(kind, count, Math.min(executors, count), messages);
  }

  SpoutPlan withMessages(int count) {
    return new SpoutPlan(kind, tasks, executors, count);
  }

  SpoutPlan withKind(Kind other) {
    return new SpoutPlan(other, tasks, executors, messages);
  }

  @Override
  public String toString() {
    return kind + " spout of " + messages + " messages a task, " + tasks + "/" + executors;
  }
}
