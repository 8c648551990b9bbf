package io.landfall.it.simulation;

import io.landfall.it.simulation.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes a scenario that fails smaller, as long as it fails: fewer faults first, since each hides
 * what the others do, then less in the job, over and over until nothing can be left out. Does the
 * same every time. One thread.
 */
public final class Shrinker {

  private static final int MAX_TRIALS = 2_000;

  private final Function<Scenario, Outcome> trial;
  private Scenario smallest;
  private Outcome outcome;
  private int trials;

  /**
   * @param trial plays a scenario
   */
  public Shrinker(Function<Scenario, Outcome> trial) {
    this.trial = trial;
  }

  /** Any scenario that fails, made smaller. */
  public Scenario shrink(Scenario failing, Outcome itsOutcome) {
    smallest = failing;
    outcome = itsOutcome;
    trials = 0;
    boolean progress = true;
    while (progress && trials < MAX_TRIALS) {
      progress = shrinkFaults() | shrinkJob();
    }
    return smallest;
  }

  /** How the smallest one came out. */
  public Outcome outcome() {
    return outcome;
  }

  private boolean shrinkFaults() {
    boolean progress = false;
    for (int length = Math.max(1, smallest.faults().size() / 2); length > 0; length /= 2) {
      int from = 0;
      while (from + length <= smallest.faults().size()) {
        List<Fault> fewer = new ArrayList<>(smallest.faults());
        fewer.subList(from, from + length).clear();
        if (fails(smallest.withFaults(fewer))) {
          progress = true;
        } else {
          from += length;
        }
      }
    }
    return progress;
  }

  private boolean shrinkJob() {
    boolean progress = false;
    boolean again = true;
    while (again) {
      again = false;
      for (JobSpec smaller : smallest.job().smaller()) {
        if (fails(smallest.withJob(smaller))) {
          progress = true;
          again = true;
          break;
        }
      }
    }
    return progress;
  }

  private boolean fails(Scenario candidate) {
    if (trials++ >= MAX_TRIALS) {
      return false;
    }
    Outcome found = trial.apply(candidate);
    if (found.isGood()) {
      return false;
    }
    smallest = candidate;
    outcome = found;
    return true;
  }
}
