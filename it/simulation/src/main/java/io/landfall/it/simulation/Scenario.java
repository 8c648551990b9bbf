package io.landfall.it.simulation;

import io.landfall.it.simulation.fault.Fault;
import io.landfall.it.simulation.fault.FaultPlan;
import io.landfall.it.simulation.job.NativeSpec;
import io.landfall.it.simulation.storm.StormSpec;
import io.landfall.runtime.simulation.SimulationProfile;
import java.util.List;
import java.util.SplittableRandom;

/**
 * All that a trial is made from. The same scenario runs the same way every time.
 *
 * @param seed of the choices that the machine makes
 * @param faults by step
 */
public record Scenario(long seed, JobSpec job, List<Fault> faults, SimulationProfile profile) {

  private static final int STORM_PERCENT = 40;

  public Scenario {
    faults = List.copyOf(faults);
  }

  public static Scenario of(long seed) {
    return of(seed, Aim.ANY);
  }

  /** Another one for each aim. */
  public static Scenario of(long seed, Aim aim) {
    SplittableRandom random = new SplittableRandom(seed);
    SimulationProfile profile = SimulationProfile.chosenBy(random);
    JobSettings settings = JobSettings.random(random);
    JobSpec job =
        aim == Aim.STORM || aim == Aim.ANY && random.nextInt(100) < STORM_PERCENT
            ? StormSpec.random(random, settings)
            : NativeSpec.random(random, settings, aim);
    return new Scenario(seed, job, FaultPlan.random(random, settings.durable()), profile);
  }

  public Scenario withJob(JobSpec other) {
    return new Scenario(seed, other, faults, profile);
  }

  public Scenario withFaults(List<Fault> others) {
    return new Scenario(seed, job, others, profile);
  }

  public Scenario withProfile(SimulationProfile other) {
    return new Scenario(seed, job, faults, other);
  }

  /** The same on a machine that chooses otherwise. */
  public Scenario withSeed(long other) {
    return new Scenario(other, job, faults, profile);
  }

  /** For people. */
  public String describe() {
    StringBuilder text = new StringBuilder(job.describe());
    text.append("\n").append(profile);
    text.append("\n").append(faults.size()).append(" faults");
    faults.forEach(fault -> text.append("\n  ").append(fault));
    return text.toString();
  }
}
