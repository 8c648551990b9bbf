package io.landfall.runtime.simulation;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.runtime.job.Deployment;
import io.landfall.runtime.job.Platform;
import io.landfall.runtime.job.SteppedJob;
import io.landfall.runtime.job.TaskRunner;
import io.landfall.runtime.state.HeapStateBackend;
import io.landfall.runtime.state.SnapshotLimits;
import io.landfall.runtime.task.StepResult;
import io.landfall.runtime.task.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;

/**
 * One process with one job, of which one step at a time is done: that of a task, of the job itself,
 * or of an I/O thread, whichever the machine's choices pick. One thread.
 */
public final class SimulatedProcess implements TaskRunner {

  /** How many steps the speeds of tasks stay as they are, when they are uneven. */
  private static final int TEMPER_STEPS = 256;

  private static final int FULL_SPEED = 64;

  /** A source that has nothing is not asked again for so long, at the most. */
  private static final int MAX_REST_MS = 32;

  /** Of this little state already, so that small jobs have bases, and changes of both kinds. */
  private static final SnapshotLimits SMALL_STATES = new SnapshotLimits(2, 4, 256, 512);

  private final SimulatedMachine machine;
  private final SimulatedIo io;
  private final WatchedStateBackend backend =
      new WatchedStateBackend(new HeapStateBackend(SMALL_STATES));
  private final BitSet idle = new BitSet();

  /** What comes from outside, by time; of one time in the order in which it was asked for. */
  private final TreeMap<Long, Queue<Runnable>> calls = new TreeMap<>();

  private List<Task> tasks = new ArrayList<>();
  private int[] speeds = new int[0];
  private int stepsInTemper;
  private int restMs = 1;
  private SteppedJob job;
  private boolean dead;

  SimulatedProcess(SimulatedMachine machine, SimulatedIo io) {
    this.machine = machine;
    this.io = io;
  }

  void start(LogicalGraph graph) throws JobRefusedException {
    job =
        SteppedJob.prepare(
            graph,
            new Platform(
                machine::nowMs,
                machine::elapsedMs,
                machine.random()::nextLong,
                machine.disk(),
                io,
                this,
                backend,
                machine.serializers(),
                machine.profile().batches()));
    job.start();
  }

  SimulatedIo io() {
    return io;
  }

  void callLater(long atMs, Runnable call) {
    calls.computeIfAbsent(atMs, time -> new ArrayDeque<>()).add(call);
  }

  public SteppedJob job() {
    return job;
  }

  /** True if its job has ended, and what was handed to I/O threads is done. */
  public boolean isEnded() {
    return job.isEnded() && io.isIdle();
  }

  /** Killed: it must not be stepped any more. */
  public boolean isDead() {
    return dead;
  }

  void die() {
    dead = true;
  }

  /**
   * Does one thing that can be done now. If there is none, time goes on to when there is.
   *
   * @return false if nothing can ever be done any more, although the job has not ended
   */
  public boolean step() {
    Random random = machine.random();
    if (random.nextInt(machine.profile().stepsPerMs()) == 0) {
      machine.advance(1);
      idle.clear();
    }
    if (!calls.isEmpty() && calls.firstKey() <= machine.elapsedMs()) {
      answer();
      return true;
    }
    int choice = choose(random);
    if (choice < 0) {
      return waitForWork();
    }
    if (choice == 0) {
      stepJob();
    } else if (choice <= io.threadCount()) {
      machine.trace(choice, () -> "io " + (choice - 1));
      io.step(choice - 1);
      idle.clear();
    } else {
      stepTask(choice - 1 - io.threadCount());
    }
    return true;
  }

  private void answer() {
    machine.trace(10, () -> "call from outside");
    Queue<Runnable> due = calls.firstEntry().getValue();
    due.remove().run();
    if (due.isEmpty()) {
      calls.pollFirstEntry();
    }
    idle.clear();
  }

  /** 0 for the job, then the I/O threads, then tasks; negative if none has anything to do. */
  private int choose(Random random) {
    int slots = 1 + io.threadCount() + tasks.size();
    adjustSpeeds(random, slots);
    int total = 0;
    for (int slot = 0; slot < slots; slot++) {
      total += canStep(slot) ? speeds[slot] : 0;
    }
    if (total == 0) {
      return -1;
    }
    int ticket = random.nextInt(total);
    for (int slot = 0; ; slot++) {
      if (canStep(slot)) {
        ticket -= speeds[slot];
        if (ticket < 0) {
          return slot;
        }
      }
    }
  }

  private void adjustSpeeds(Random random, int slots) {
    if (speeds.length != slots || --stepsInTemper <= 0) {
      stepsInTemper = TEMPER_STEPS;
      speeds = new int[slots];
      for (int i = 0; i < slots; i++) {
        speeds[i] = machine.profile().uneven() ? 1 << random.nextInt(7) : FULL_SPEED;
      }
    }
  }

  private boolean canStep(int slot) {
    if (slot == 0) {
      return !job.isEnded()
          && (job.waitingEvents() > 0 || job.nextDeadlineMs() <= machine.elapsedMs());
    }
    return slot <= io.threadCount()
        ? io.canStep(slot - 1, machine.elapsedMs())
        : !idle.get(slot - 1 - io.threadCount());
  }

  private void stepJob() {
    machine.trace(0, () -> "job: " + job.describeNext());
    try {
      job.step(0);
    } catch (SimulatedCrash died) {
      // Whoever sees that it is dead goes on from here.
    }
    idle.clear();
  }

  private void stepTask(int index) {
    Task task = tasks.get(index);
    machine.heading(task::name);
    StepResult result = task.step();
    machine.note(16 + index * 4 + result.ordinal());
    if (result == StepResult.NO_PROGRESS) {
      machine.heading(null);
      idle.set(index);
      return;
    }
    machine.printHeading();
    idle.clear();
    restMs = 1;
    if (result == StepResult.DONE) {
      tasks.remove(index);
    }
  }

  private boolean waitForWork() {
    long jobMs = job.isEnded() ? Long.MAX_VALUE : job.nextDeadlineMs();
    long callMs = calls.isEmpty() ? Long.MAX_VALUE : calls.firstKey();
    long nextMs = Math.min(callMs, Math.min(io.nextWakeMs(), jobMs));
    long waitMs = untilMs(nextMs, machine.elapsedMs());
    for (Task task : tasks) {
      waitMs = Math.min(waitMs, task.untilNextTimerMs());
      if (task.isSource()) {
        // Nobody tells when there is something to poll.
        waitMs = Math.min(waitMs, restMs);
      }
    }
    restMs = Math.min(MAX_REST_MS, restMs * 2);
    if (waitMs == Long.MAX_VALUE) {
      return false;
    }
    machine.advance(Math.max(1, waitMs));
    idle.clear();
    return true;
  }

  private static long untilMs(long deadlineMs, long nowMs) {
    return deadlineMs == Long.MAX_VALUE ? deadlineMs : deadlineMs - nowMs;
  }

  /** What it took and has not given back although its job has ended, one phrase each. */
  public List<String> leaks() {
    List<String> leaks = new ArrayList<>(backend.leaks());
    tasks.forEach(task -> leaks.add("task " + task.name() + " not closed"));
    leaks.addAll(machine.disk().openHandles());
    return leaks;
  }

  /** Ends what is left of it: user code gives back what it holds of the real machine. */
  void bury() {
    dead = true;
    calls.clear();
    io.kill();
    for (Task task : tasks) {
      task.cancel();
      task.step();
    }
    tasks = new ArrayList<>();
  }

  @Override
  public int threadCount() {
    return machine.profile().threads();
  }

  @Override
  public int mostUnshared() {
    return 0;
  }

  @Override
  public void launch(Deployment deployment) {
    assert tasks.isEmpty() : "tasks of an earlier start: " + tasks;
    tasks = new ArrayList<>(deployment.tasks().values());
    idle.clear();
  }

  @Override
  public void interrupt() {
    // Simulated code does not block.
  }

  @Override
  public List<String> stillRunning() {
    return tasks.stream().map(Task::name).toList();
  }
}
