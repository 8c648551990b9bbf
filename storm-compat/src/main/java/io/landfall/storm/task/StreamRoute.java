package io.landfall.storm.task;

/** A declared output stream of a task, with its subscribers. */
public final class StreamRoute {

  final String id;
  final TargetRoute[] targets;

  /** Null for a stream of Storm's own. */
  final TaskCounts.Outgoing counts;

  StreamRoute(String id, TargetRoute[] targets, TaskCounts.Outgoing counts) {
    this.id = id;
    this.targets = targets;
    this.counts = counts;
  }

  /** A tuple goes out, to so many tasks. */
  void count(int tasks) {
    if (counts != null) {
      counts.emitted().add(1);
      counts.transferred().add(tasks);
    }
  }

  /** The subscriber with this component id; null if it is none. */
  TargetRoute target(String component) {
    for (TargetRoute target : targets) {
      if (target.component.equals(component)) {
        return target;
      }
    }
    return null;
  }
}
