package io.landfall.it.simulation;

import java.util.List;

/** A random job as plain values: it can be printed, made smaller, and made again. Immutable. */
public interface JobSpec {

  /** The job in a world of its own, as if it had never run. */
  SimulatedJob create(World world);

  /** The same with less in it, each in one respect, the largest step first; for the shrinker. */
  List<? extends JobSpec> smaller();

  JobSettings settings();

  /** In a few lines, for people. */
  String describe();
}
