package io.landfall.storm.task;

/** A declared output stream of a task, with its subscribers. */
public final class StreamRoute {

  final String id;
  final TargetRoute[] targets;

  StreamRoute(String id, TargetRoute[] targets) {
    this.id = id;
    this.targets = targets;
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
