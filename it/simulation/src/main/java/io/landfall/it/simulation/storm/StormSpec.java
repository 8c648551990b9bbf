package io.landfall.it.simulation.storm;

import io.landfall.it.simulation.JobSettings;
import io.landfall.it.simulation.JobSpec;
import io.landfall.it.simulation.SimulatedJob;
import io.landfall.it.simulation.World;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A random topology. Components are numbered, the spouts first; a bolt reads only from those before
 * it, but for the cycles of {@link BoltPlan.Kind#LOOP}.
 *
 * @param exactlyOnce the guarantee; at least once otherwise
 * @param ackers 0 for messages that nobody tracks
 * @param maxPending messages of a spout task that may be under way; 0 for any number
 * @param timeoutSecs of a message, virtual; 0 for never. One that expires comes again, although a
 *     part of it may have been counted
 * @param audited whether it is started once more when all is done, and everything must still be
 *     there
 */
public record StormSpec(
    List<SpoutPlan> spouts,
    List<BoltPlan> bolts,
    boolean exactlyOnce,
    int ackers,
    int maxPending,
    int timeoutSecs,
    boolean audited,
    JobSettings settings)
    implements JobSpec {

  public StormSpec {
    spouts = List.copyOf(spouts);
    bolts = List.copyOf(bolts);
  }

  public static StormSpec random(RandomGenerator random, JobSettings settings) {
    return new SpecChooser(random, settings).choose();
  }

  /** True if every item is counted exactly as often as it comes. */
  boolean isExact() {
    return exactlyOnce && timeoutSecs == 0;
  }

  /** True if a message is acked only when all that came of it was executed. */
  boolean acksFollowExecution() {
    return ackers > 0 && !has(BoltPlan.Kind.UNANCHORED);
  }

  boolean has(BoltPlan.Kind kind) {
    return bolts.stream().anyMatch(bolt -> bolt.kind() == kind);
  }

  boolean hasQueue() {
    return spouts.stream().anyMatch(spout -> spout.kind().isQueue());
  }

  int indexOf(int bolt) {
    return spouts.size() + bolt;
  }

  @Override
  public SimulatedJob create(World world) {
    return new SimulatedTopology(this, world);
  }

  @Override
  public List<StormSpec> smaller() {
    return new SmallerSpecs(this).list();
  }

  StormSpec withSpouts(List<SpoutPlan> others) {
    return new StormSpec(
        others, bolts, exactlyOnce, ackers, maxPending, timeoutSecs, audited, settings);
  }

  StormSpec withBolts(List<BoltPlan> others) {
    return new StormSpec(
        spouts, others, exactlyOnce, ackers, maxPending, timeoutSecs, audited, settings);
  }

  StormSpec withMaxPending(int other) {
    return new StormSpec(spouts, bolts, exactlyOnce, ackers, other, timeoutSecs, audited, settings);
  }

  StormSpec notAudited() {
    return new StormSpec(
        spouts, bolts, exactlyOnce, ackers, maxPending, timeoutSecs, false, settings);
  }

  @Override
  public String describe() {
    StringBuilder text = new StringBuilder("topology, ");
    text.append(exactlyOnce ? "exactly once" : "at least once");
    text.append(ackers == 0 ? ", no ackers" : "");
    text.append(maxPending > 0 ? ", at most " + maxPending + " pending" : "");
    text.append(timeoutSecs > 0 ? ", messages expire in " + timeoutSecs + " s" : "");
    text.append(audited ? ", audited" : "");
    text.append(", ").append(settings);
    for (int i = 0; i < spouts.size(); i++) {
      text.append("\n  ").append(i).append(": ").append(spouts.get(i));
    }
    for (int i = 0; i < bolts.size(); i++) {
      text.append("\n  ").append(indexOf(i)).append(": ").append(bolts.get(i));
    }
    return text.toString();
  }
}
