package io.landfall.runtime.simulation;

import io.landfall.runtime.task.TaskBatches;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The temper of a simulated machine.
 *
 * @param batches how much a task does in a step
 * @param stepsPerMs how many steps pass, on average, while the clock goes on by 1 ms
 * @param uneven whether some tasks, the job's own turns or I/O are much slower than others; which
 *     ones changes now and then
 * @param slowIoOneIn one I/O operation in so many takes long; 0 for none
 * @param slowIoMs for so long, at the most
 * @param threads that tasks are dealt out to: what is sent by tasks of one goes through the same
 *     channels
 */
public record SimulationProfile(
    TaskBatches batches,
    int stepsPerMs,
    boolean uneven,
    int slowIoOneIn,
    int slowIoMs,
    int threads) {

  private static final int CALM_STEPS_PER_MS = 64;

  /** So many that each task has a thread of its own. */
  private static final int MANY_THREADS = 64;

  public static SimulationProfile chosenBy(RandomGenerator random) {
    TaskBatches batches =
        random.nextInt(3) == 0
            ? TaskBatches.DEFAULT
            : new TaskBatches(1 + random.nextInt(8), 1 + random.nextInt(8), 1 + random.nextInt(4));
    return new SimulationProfile(
        batches,
        1 << random.nextInt(7),
        random.nextBoolean(),
        random.nextBoolean() ? 0 : 1 + random.nextInt(50),
        1 + random.nextInt(200),
        random.nextBoolean() ? MANY_THREADS : 1 + random.nextInt(3));
  }

  /** The same with one thing less that is unusual, each. */
  public List<SimulationProfile> simpler() {
    List<SimulationProfile> simpler = new ArrayList<>();
    if (uneven) {
      simpler.add(
          new SimulationProfile(batches, stepsPerMs, false, slowIoOneIn, slowIoMs, threads));
    }
    if (slowIoOneIn != 0) {
      simpler.add(new SimulationProfile(batches, stepsPerMs, uneven, 0, slowIoMs, threads));
    }
    if (!batches.equals(TaskBatches.DEFAULT)) {
      simpler.add(
          new SimulationProfile(
              TaskBatches.DEFAULT, stepsPerMs, uneven, slowIoOneIn, slowIoMs, threads));
    }
    if (threads < MANY_THREADS) {
      simpler.add(
          new SimulationProfile(batches, stepsPerMs, uneven, slowIoOneIn, slowIoMs, MANY_THREADS));
    }
    return simpler;
  }

  SimulationProfile calm() {
    return new SimulationProfile(batches, CALM_STEPS_PER_MS, false, 0, slowIoMs, threads);
  }
}
