package io.landfall.runtime.storage;

import io.landfall.runtime.simulation.DiskFaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/**
 * Ends a process at a point of its work with the disk, as {@code kill -9} does: from then on it
 * does nothing more. Until then operations may fail now and then.
 */
final class PowerSwitch implements DiskFaults {

  /** What unwinds the stack of the process that has ended. */
  static final class Off extends Error {
    private static final long serialVersionUID = 1L;

    Off() {
      super("the process has ended", null, false, false);
    }
  }

  private static final int NEVER = -1;
  private static final int TROUBLE_ONE_IN = 2;

  private int pointsLeft = NEVER;
  private boolean off;
  private int errorOneIn;
  private Random random;
  private boolean inTrouble;
  private boolean failedSinceAsked;

  /** Every operation has two points: before and after its effect. */
  void endAfter(int points) {
    pointsLeft = points;
  }

  /** From now on one point in so many fails, and more right behind one that has. */
  void failOneIn(int points, Random by) {
    errorOneIn = points;
    random = by;
  }

  /** A new process, for which all goes well. */
  void on() {
    off = false;
    pointsLeft = NEVER;
    errorOneIn = 0;
  }

  /** Whether any operation has failed since this was asked last. */
  boolean hasFailed() {
    boolean answer = failedSinceAsked;
    failedSinceAsked = false;
    return answer;
  }

  @Override
  public void before(Operation operation, Path path) throws IOException {
    pass("at", operation, path);
  }

  @Override
  public void after(Operation operation, Path path) throws IOException {
    pass("behind", operation, path);
  }

  private void pass(String when, Operation operation, Path path) throws IOException {
    off |= pointsLeft == 0;
    if (off) {
      throw new Off();
    }
    if (pointsLeft > 0) {
      pointsLeft--;
    }
    boolean mayFail = errorOneIn > 0;
    if (mayFail && random.nextInt(inTrouble ? TROUBLE_ONE_IN : errorOneIn) == 0) {
      failedSinceAsked = true;
      inTrouble = true;
      throw new IOException("failed " + when + " " + operation + " " + path);
    }
    inTrouble = false;
  }
}
