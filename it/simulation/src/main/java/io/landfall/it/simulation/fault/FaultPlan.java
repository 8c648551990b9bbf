package io.landfall.it.simulation.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Chooses what goes wrong in a trial. */
public final class FaultPlan {

  private static final int MAX_FAULTS = 12;

  /** About as many steps as small jobs take; larger ones go on undisturbed behind that. */
  private static final int LONGEST_GAP_STEPS = 512;

  /** What goes wrong while the job still comes back from what went wrong before. */
  private static final int SHORT_GAP_STEPS = 64;

  private FaultPlan() {}

  /**
   * Faults by step; now and then none at all.
   *
   * @param survivable whether the job outlives its process
   */
  public static List<Fault> random(RandomGenerator random, boolean survivable) {
    List<Fault> faults = new ArrayList<>();
    int count = random.nextInt(MAX_FAULTS + 1);
    int longestGap = 4 + random.nextInt(LONGEST_GAP_STEPS);
    int step = 0;
    for (int i = 0; i < count; i++) {
      step += random.nextInt(random.nextInt(3) == 0 ? SHORT_GAP_STEPS : longestGap);
      faults.add(Fault.random(random, step, survivable));
    }
    Collections.sort(faults);
    return faults;
  }
}
