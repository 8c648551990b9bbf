package io.landfall.runtime.simulation;

/**
 * Unwinds whatever a simulated process was doing when it died. An error, since nothing may handle
 * it: whoever catches it all the same finds that nothing has an effect any more.
 */
public final class SimulatedCrash extends Error {

  private static final long serialVersionUID = 1L;

  public SimulatedCrash() {
    super("the simulated process was killed", null, false, false);
  }
}
