package io.landfall.it.simulation.fault;

import io.landfall.runtime.simulation.DiskFaults;
import io.landfall.runtime.simulation.SimulatedCrash;
import io.landfall.runtime.simulation.SimulatedMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Has the faults of a scenario happen. Those between steps are handed to the trial; the others are
 * armed, and strike at the next call or operation of their kind. One thread.
 */
public final class Injector implements DiskFaults {

  private static final int FULL_DISK_STEPS = 2_000;

  /**
   * A failed job comes up again within a few ms: mostly shorter than this, at times much longer.
   */
  private static final int LONGEST_STALL_BITS = 8;

  private final SimulatedMachine machine;
  private final Map<Hook, List<Fault>> armedHooks = new EnumMap<>(Hook.class);
  private final List<ArmedForDisk> armedDisk = new ArrayList<>();
  private List<Fault> plan = List.of();
  private int next;
  private int armedCount;
  private int roomAgainAtStep;
  private int notificationsToLose;
  private long stalledUntilMs;
  private long callFailsAtMs;
  private boolean stopping;
  private boolean diskFailed;
  private boolean paused;

  public Injector(SimulatedMachine machine) {
    this.machine = machine;
  }

  /**
   * @param faults by step
   */
  public void reset(List<Fault> faults) {
    plan = faults;
    next = 0;
    armedHooks.clear();
    armedDisk.clear();
    armedCount = 0;
    roomAgainAtStep = Integer.MAX_VALUE;
    notificationsToLose = 0;
    stalledUntilMs = 0;
    callFailsAtMs = Long.MAX_VALUE;
    stopping = false;
    diskFailed = false;
  }

  /** Between two processes. */
  public void onStart(int step) {
    if (roomAgainAtStep <= step) {
      giveRoom();
    }
  }

  /** What happens between this step and the one before; null for nothing. The rest is armed. */
  public Fault onStep(int step) {
    if (roomAgainAtStep <= step) {
      giveRoom();
    }
    if (next == plan.size() || plan.get(next).atStep() > step) {
      return null;
    }
    Fault fault = plan.get(next++);
    machine.trace(3, () -> "FAULT " + fault);
    switch (fault.kind()) {
      case KILL_IN_CODE, THROW -> {
        armedHooks.computeIfAbsent(fault.hook(), hook -> new ArrayList<>()).add(fault);
        armedCount++;
      }
      case KILL_AT_DISK, DISK_ERROR, DISK_STALL -> armedDisk.add(new ArmedForDisk(fault));
      case DISK_FULL -> {
        machine.disk().capacityBytes(machine.disk().usedBytes() + fault.amount());
        roomAgainAtStep = step + FULL_DISK_STEPS;
        diskFailed = true;
      }
      case LOSE_NOTIFICATION -> notificationsToLose++;
      default -> {
        return fault;
      }
    }
    return null;
  }

  private void giveRoom() {
    machine.disk().capacityBytes(Long.MAX_VALUE);
    roomAgainAtStep = Integer.MAX_VALUE;
  }

  /** True once nothing more will happen, but for what is armed. */
  public boolean isSpent() {
    return next == plan.size();
  }

  /** Takes back what was armed and did not strike, so that the job can come to its end. */
  public void disarm() {
    armedHooks.clear();
    armedDisk.clear();
    armedCount = 0;
    notificationsToLose = 0;
    callFailsAtMs = Long.MAX_VALUE;
    giveRoom();
  }

  /** Whether the disk is to be left alone, for those who only look. */
  public void pause(boolean pause) {
    paused = pause;
  }

  /** A new process starts. */
  public void processStarts() {
    stopping = false;
    diskFailed = roomAgainAtStep != Integer.MAX_VALUE;
  }

  /** Whether the disk failed this process in any way. */
  public boolean hasDiskFailed() {
    return diskFailed;
  }

  /** The last notification of a job that is stopped is the one that must not be lost. */
  public void stopRequested() {
    stopping = true;
  }

  boolean losesNotification(boolean inputEnded) {
    if (notificationsToLose == 0 || stopping || inputEnded) {
      return false;
    }
    notificationsToLose--;
    return true;
  }

  public void before(Hook hook, String where) {
    if (armedCount > 0 || callFailsAtMs != Long.MAX_VALUE) {
      strike(hook, where, false);
    }
  }

  public void after(Hook hook, String where) {
    if (armedCount > 0 || callFailsAtMs != Long.MAX_VALUE) {
      strike(hook, where, true);
    }
  }

  private void strike(Hook hook, String where, boolean after) {
    if (callFailsAtMs <= machine.elapsedMs()) {
      callFailsAtMs = callFailsAtMs < stalledUntilMs ? stalledUntilMs : Long.MAX_VALUE;
      String what = (after ? "behind " : "at ") + hook + " of " + where;
      machine.trace(4, () -> "      THROW " + what);
      throw new InjectedFailure(what);
    }
    List<Fault> armed = armedHooks.get(hook);
    if (armed == null) {
      return;
    }
    for (int i = 0; i < armed.size(); i++) {
      Fault fault = armed.get(i);
      if (fault.after() == after) {
        if (fault.kind() == Fault.Kind.THROW && fault.amount() > 0) {
          armed.set(i, fault.onceLess());
        } else {
          armed.remove(i);
          armedCount--;
        }
        String what = (after ? "behind " : "at ") + hook + " of " + where;
        machine.trace(4, () -> "      " + fault.kind() + " " + what);
        if (fault.kind() == Fault.Kind.KILL_IN_CODE) {
          machine.kill();
          throw new SimulatedCrash();
        }
        throw new InjectedFailure(what);
      }
    }
  }

  @Override
  public void before(Operation operation, Path path) throws IOException {
    strikeDisk(operation, path, false);
  }

  @Override
  public void after(Operation operation, Path path) throws IOException {
    strikeDisk(operation, path, true);
  }

  private void strikeDisk(Operation operation, Path path, boolean after) throws IOException {
    if (paused || armedDisk.isEmpty()) {
      return;
    }
    Fault fault = takeDue(operation, after);
    if (fault == null) {
      return;
    }
    String what = (after ? "behind " : "at ") + operation + " " + path;
    machine.trace(5, () -> "      " + fault.kind() + " " + what);
    if (fault.kind() == Fault.Kind.KILL_AT_DISK) {
      machine.kill();
      throw new SimulatedCrash();
    }
    if (fault.kind() == Fault.Kind.DISK_STALL) {
      stall(machine.random());
      return;
    }
    diskFailed = true;
    throw new IOException("injected " + what);
  }

  /**
   * User code may use the same disk: now and then it sees first that something is wrong, and when
   * all is well again it finds out what it missed.
   */
  private void stall(Random random) {
    int ms = random.nextInt(1 << random.nextInt(LONGEST_STALL_BITS + 1));
    machine.stallIo(ms);
    if (random.nextBoolean()) {
      callFailsAtMs = machine.elapsedMs();
      stalledUntilMs = callFailsAtMs + ms;
    }
  }

  private Fault takeDue(Operation operation, boolean after) {
    for (int i = 0; i < armedDisk.size(); i++) {
      if (armedDisk.get(i).isDue(operation, after)) {
        return armedDisk.remove(i).fault;
      }
    }
    return null;
  }

  private static final class ArmedForDisk {
    final Fault fault;
    private int letPass;

    ArmedForDisk(Fault fault) {
      this.fault = fault;
      this.letPass = fault.amount();
    }

    boolean isDue(Operation operation, boolean after) {
      boolean fits = fault.operation() == null || fault.operation() == operation;
      return fits && fault.after() == after && letPass-- == 0;
    }
  }
}
