package io.landfall.it.simulation;

import io.landfall.it.simulation.fault.Fault;
import io.landfall.runtime.simulation.SimulationProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes a scenario that fails smaller, as long as it fails: fewer faults first, since each hides
 * what the others do, then a simpler machine and less in the job, over and over until nothing can
 * be left out. What is left out makes all that follows happen otherwise, and sooner, so each
 * smaller scenario gets a few chances to fail: other choices, faults that come earlier. Does the
 * same every time. One thread.
 */
public final class Shrinker {

  private static final int MAX_TRIALS = 2_000;
  private static final int CHANCES = 8;

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
      progress = shrinkFaults() | shrinkProfile() | shrinkJob();
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

  private boolean shrinkProfile() {
    boolean progress = false;
    for (SimulationProfile simpler : smallest.profile().simpler()) {
      progress |= fails(smallest.withProfile(simpler));
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
    for (int chance = 0; chance < CHANCES && trials < MAX_TRIALS; chance++) {
      Scenario tried = chance(candidate, chance);
      trials++;
      Outcome found = trial.apply(tried);
      if (!found.isGood()) {
        smallest = tried;
        outcome = found;
        return true;
      }
    }
    return false;
  }

  /** The scenario itself, then every other one with its faults earlier. */
  private static Scenario chance(Scenario candidate, int number) {
    if (number % 2 == 0) {
      return candidate.withSeed(candidate.seed() + number);
    }
    List<Fault> earlier = new ArrayList<>();
    for (Fault fault : candidate.faults()) {
      earlier.add(fault.sooner(CHANCES - number, CHANCES));
    }
    return candidate.withSeed(candidate.seed() + number).withFaults(earlier);
  }
}
