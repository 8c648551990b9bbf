package io.landfall.it.simulation;

/** What the jobs of scenarios should mostly be made of, for whoever looks for one kind of bug. */
public enum Aim {
  ANY,
  NATIVE,
  STORM,
  /** Native, with values and lists by key. */
  KEYED_STATE,
  /** Native, with timers of both kinds. */
  TIMERS,
  /** Native, with cycles. */
  CYCLES,
  /** Native, with windows and joins. */
  WINDOWS,
  /** Native, with requests to a service. */
  ASYNC
}
