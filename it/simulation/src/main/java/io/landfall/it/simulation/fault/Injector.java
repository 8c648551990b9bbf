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

/**
 * Has the faults of a scenario happen. Those between steps are handed to the trial; the others are
 * armed, and strike at the next call or operation of their kind. One thread.
 */
public final class Injector implements DiskFaults {

  private static final int FULL_DISK_STEPS = 2_000;

  /** Long enough for a failed job to come up again meanwhile. */
  private static final int LONGEST_STALL_MS = 256;

  private final SimulatedMachine machine;
  private final Map<Hook, List<Fault>> armedHooks = new EnumMap<>(Hook.class);
  private final List<Fault> armedDisk = new ArrayList<>();
  private List<Fault> plan = List.of();
  private int next;
  private int armedCount;
  private int letPass;
  private int roomAgainAtStep;
  private int notificationsToLose;
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
    letPass = 0;
    roomAgainAtStep = Integer.MAX_VALUE;
    notificationsToLose = 0;
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
      case KILL_AT_DISK, DISK_ERROR, DISK_STALL -> {
        letPass = armedDisk.isEmpty() ? fault.amount() : letPass;
        armedDisk.add(fault);
      }
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
    if (armedCount > 0) {
      strike(hook, where, false);
    }
  }

  public void after(Hook hook, String where) {
    if (armedCount > 0) {
      strike(hook, where, true);
    }
  }

  private void strike(Hook hook, String where, boolean after) {
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
    if (paused || armedDisk.isEmpty() || armedDisk.get(0).after() != after || letPass-- > 0) {
      return;
    }
    Fault fault = armedDisk.remove(0);
    letPass = armedDisk.isEmpty() ? 0 : armedDisk.get(0).amount();
    String what = (after ? "behind " : "at ") + operation + " " + path;
    machine.trace(5, () -> "      " + fault.kind() + " " + what);
    if (fault.kind() == Fault.Kind.KILL_AT_DISK) {
      machine.kill();
      throw new SimulatedCrash();
    }
    if (fault.kind() == Fault.Kind.DISK_STALL) {
      machine.stallIo(machine.random().nextInt(LONGEST_STALL_MS));
      return;
    }
    diskFailed = true;
    throw new IOException("injected " + what);
  }
}
