package io.landfall.it.simulation;

import io.landfall.it.simulation.fault.Hook;
import io.landfall.it.simulation.fault.Injector;
import io.landfall.runtime.simulation.SimulatedMachine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What is outside of a simulated process and outlives it: queues that it reads, stores that it
 * writes. Keeps what was seen to go wrong. One thread; {@link #find} by any.
 */
public final class World implements AutoCloseable {

  private static final AtomicLong NEXT_ID = new AtomicLong();
  private static final ConcurrentMap<Long, World> OPEN = new ConcurrentHashMap<>();
  private static final int MAX_VIOLATIONS = 20;

  private final long id = NEXT_ID.incrementAndGet();
  private final SimulatedMachine machine;
  private final Injector injector;
  private final List<String> violations = new ArrayList<>();
  private final Map<Class<?>, Object> parts = new HashMap<>();
  private long completedCheckpointId = -1;
  private long restoredCheckpointId = -1;
  private final Set<Long> snapshotsSinceRestore = new HashSet<>();
  private boolean damageAtCrash;
  private boolean damaged;
  private int losses;

  public World(SimulatedMachine machine, Injector injector) {
    this.machine = machine;
    this.injector = injector;
    OPEN.put(id, this);
  }

  /** For components that were serialized on their way into the job. */
  public static World find(long id) {
    return OPEN.get(id);
  }

  public long id() {
    return id;
  }

  /** Adds what a kind of job has around it, for its components to find. */
  public <T> void add(Class<T> kind, T part) {
    parts.put(kind, part);
  }

  /** What was added; null if nothing was. */
  public <T> T part(Class<T> kind) {
    return kind.cast(parts.get(kind));
  }

  /**
   * Before anything outside is read or changed: it may fail, as connections do.
   *
   * @throws io.landfall.runtime.simulation.SimulatedCrash if the process that calls is dead
   * @throws io.landfall.it.simulation.fault.InjectedFailure if it is to fail
   */
  public void touch() {
    machine.dieIfDead();
    injector.before(Hook.OUTSIDE, "outside");
  }

  /** Behind a change outside: that it was made may not reach whoever made it. */
  public void touched() {
    injector.after(Hook.OUTSIDE, "outside");
  }

  /** As {@link SimulatedMachine#callLater}. */
  public void callLater(long delayMs, Runnable call) {
    machine.callLater(delayMs, call);
  }

  /** A number from 0 on, below {@code bound}, as the machine chooses. */
  public int choose(int bound) {
    return machine.random().nextInt(bound);
  }

  /** Virtual time that only goes forward, ms; the wall clock may be set. */
  public long elapsedMs() {
    return machine.elapsedMs();
  }

  /** A line for whoever reads the trace. */
  public void trace(Supplier<String> line) {
    machine.tell(() -> "      " + line.get());
  }

  /** Whether lines for {@link #trace} are worth making. */
  public boolean isTraced() {
    return machine.isTracing();
  }

  /** Says what must not be. */
  public void violation(String what) {
    if (violations.size() < MAX_VIOLATIONS) {
      violations.add(what);
    }
    machine.trace(1, () -> "VIOLATION: " + what);
  }

  public List<String> violations() {
    return List.copyOf(violations);
  }

  /**
   * An operator opens from a checkpoint. Neither must an older one be taken than was once complete,
   * nor one of a start that a later one did not build on.
   */
  public void restored(long checkpointId) {
    if (checkpointId > restoredCheckpointId && !snapshotsSinceRestore.contains(checkpointId)) {
      violation(
          "goes on from checkpoint "
              + checkpointId
              + ", which was taken before the job went on from checkpoint "
              + restoredCheckpointId);
    }
    restoredCheckpointId = checkpointId;
    snapshotsSinceRestore.clear();
    if (checkpointId >= completedCheckpointId) {
      // What it covers may be committed and acked from now on, though nobody was told of it before.
      completed(checkpointId);
      return;
    }
    if (damaged) {
      losses++;
      completedCheckpointId = checkpointId;
    } else {
      violation(
          "goes on from checkpoint "
              + checkpointId
              + ", although checkpoint "
              + completedCheckpointId
              + " was complete");
    }
  }

  /** An operator takes its part in a checkpoint. */
  public void snapshot(long checkpointId) {
    snapshotsSinceRestore.add(checkpointId);
  }

  /** An operator was told that a checkpoint is complete. */
  public void completed(long checkpointId) {
    completedCheckpointId = Math.max(completedCheckpointId, checkpointId);
  }

  /** The process is gone and had its checkpoints in memory: the next one begins anew. */
  public void forgotten() {
    completedCheckpointId = -1;
    restoredCheckpointId = -1;
  }

  /** True if a checkpoint was lost to damage that had been complete: its output came again. */
  public boolean isAtLeastOnce() {
    return losses > 0;
  }

  /** How often state was lost to damage that outside was known to be safe. */
  public int losses() {
    return losses;
  }

  /** Has a bit of a checkpoint change at the crash that follows. */
  void damageAtCrash() {
    damageAtCrash = true;
  }

  /** True if a checkpoint was damaged on disk. */
  boolean isDamaged() {
    return damaged;
  }

  void crashed() {
    if (damageAtCrash) {
      damageAtCrash = false;
      List<Path> files =
          machine.disk().files().stream()
              .filter(file -> file.toString().contains("/chk-"))
              .toList();
      if (!files.isEmpty()) {
        Path file = files.get(machine.random().nextInt(files.size()));
        damaged |= machine.disk().flipBit(file, machine.random());
        trace(() -> "a bit of " + file + " is not what it was");
      }
    }
  }

  /** Somebody gave up what was on disk: the job begins anew. */
  void erased() {
    completedCheckpointId = -1;
    restoredCheckpointId = -1;
    losses++;
  }

  @Override
  public void close() {
    OPEN.remove(id);
  }
}
