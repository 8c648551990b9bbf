package io.landfall.it.simulation;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.it.simulation.fault.Fault;
import io.landfall.it.simulation.fault.FaultyFactory;
import io.landfall.it.simulation.fault.Injector;
import io.landfall.it.simulation.fault.OperatorWatch;
import io.landfall.runtime.simulation.SimulatedCrash;
import io.landfall.runtime.simulation.SimulatedMachine;
import io.landfall.runtime.simulation.SimulatedProcess;
import io.landfall.runtime.storage.CheckpointCorruptException;
import io.landfall.runtime.storage.DirectoryCheckpointStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Plays scenarios, one after the other: starts the job, steps it, lets go wrong what is to, starts
 * it again, until it has ended for good. Owns threads: close it. One thread.
 */
public final class Trial implements AutoCloseable {

  /** Behind the last fault a job of this size has to come to its end within so many steps. */
  private static final int STEPS_TO_THE_END = 300_000;

  private static final int STEPS_TO_CALM = 10_000;

  private static final int STEPS_BETWEEN_STARTS = 50;

  private static final int MAX_PROCESSES = 200;
  private static final long MS_PER_MINUTE = 60_000;

  private final int stepsToTheEnd;
  private final SimulatedMachine machine = new SimulatedMachine(Trial.class.getClassLoader());
  private final Injector injector = new Injector(machine);

  private World world;
  private SimulatedJob job;
  private OperatorWatch watch;
  private SimulatedProcess process;
  private int step;
  private int spentAtStep;
  private int processes;
  private boolean stopRequested;
  private boolean cancelRequested;
  private int savepoints;
  private final List<Request> requests = new ArrayList<>();
  private boolean calm;
  private boolean mayGiveUp;

  /**
   * A checkpoint that somebody asked for.
   *
   * @param folder of a savepoint, else null
   */
  private record Request(CompletableFuture<Long> result, Path folder) {}

  public Trial() {
    this(STEPS_TO_THE_END);
  }

  /**
   * @param stepsToTheEnd how many, behind the last fault, are taken for too many
   */
  public Trial(int stepsToTheEnd) {
    this.stepsToTheEnd = stepsToTheEnd;
  }

  /**
   * @param trace gets a line for each step; null for none
   */
  public Outcome run(Scenario scenario, Consumer<Supplier<String>> trace) {
    machine.reset(scenario.seed(), scenario.profile(), injector, trace);
    injector.reset(scenario.faults());
    step = 0;
    spentAtStep = -1;
    processes = 0;
    savepoints = 0;
    requests.clear();
    calm = false;
    mayGiveUp = scenario.job().settings().restarts() != Integer.MAX_VALUE;
    String threadName = Thread.currentThread().getName();
    try (World opened = new World(machine, injector)) {
      world = opened;
      job = scenario.job().create(world);
      List<String> wrong = new ArrayList<>();
      try {
        boolean ended = false;
        while (!ended && world.violations().isEmpty()) {
          ended = runProcess();
        }
        if (ended) {
          wrong.addAll(job.check(world.isAtLeastOnce()));
        }
      } catch (RuntimeException | AssertionError e) {
        wrong.add(
            "thrown: " + e + " at " + (e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "?"));
      }
      wrong.addAll(0, world.violations());
      return new Outcome(wrong, step, processes, machine.digest());
    } finally {
      machine.end();
      // Storm tasks name the thread that they run on.
      Thread.currentThread().setName(threadName);
    }
  }

  /** Runs one process to its end; true if the job has ended for good with it. */
  private boolean runProcess() {
    watch = new OperatorWatch(world);
    stopRequested = false;
    cancelRequested = false;
    injector.processStarts();
    int number = processes++;
    if (number == MAX_PROCESSES) {
      world.violation("process " + number + " was started and the job has not ended");
      return false;
    }
    machine.trace(6, () -> "START of process " + number);
    // Whoever starts it again and again waits a while in between; a full disk has room some day.
    step += STEPS_BETWEEN_STARTS;
    injector.onStart(step);
    try {
      LogicalGraph graph = FaultyFactory.wrap(job.graph(number), injector, watch);
      process = machine.start(graph);
    } catch (SimulatedCrash crash) {
      crash();
      return false;
    } catch (JobRefusedException e) {
      return refused(e);
    }
    while (!process.isEnded()) {
      if (!advance()) {
        return false;
      }
      if (process.isDead()) {
        crash();
        return false;
      }
    }
    return ended();
  }

  /** One step; false if the job is stuck. */
  private boolean advance() {
    step++;
    Fault fault = injector.onStep(step);
    if (fault != null) {
      strike(fault);
    }
    if (injector.isSpent() && spentAtStep < 0) {
      spentAtStep = step;
    }
    if (injector.isSpent() && step - spentAtStep > STEPS_TO_CALM && !calm) {
      calm = true;
      injector.disarm();
      machine.calm();
    }
    if (injector.isSpent() && step - spentAtStep > stepsToTheEnd) {
      world.violation(
          "no end in sight " + stepsToTheEnd + " steps behind the last fault: " + situation());
      return false;
    }
    if (job.isDone() && !stopRequested && !process.job().isEnded()) {
      stop();
    }
    if (!process.isDead() && !process.step()) {
      world.violation("nothing can ever happen any more: " + situation());
      return false;
    }
    return world.violations().isEmpty();
  }

  private String situation() {
    return "job "
        + process.job().status()
        + ", last failure "
        + process.job().lastFailure()
        + ", open tasks "
        + process.stillRunning()
        + job.situation();
  }

  private void strike(Fault fault) {
    switch (fault.kind()) {
      case KILL -> machine.kill();
      case KILL_AND_DAMAGE -> {
        machine.kill();
        world.damageAtCrash();
      }
      case SET_CLOCK ->
          machine.setClockBy(fault.amount() * (fault.after() ? MS_PER_MINUTE : -MS_PER_MINUTE));
      case CANCEL -> {
        cancelRequested = true;
        process.job().cancel();
      }
      case STOP -> stop();
      case CHECKPOINT -> requests.add(new Request(process.job().checkpoint(), null));
      case SAVEPOINT -> {
        Path folder = Path.of("/savepoints/" + savepoints++);
        requests.add(new Request(process.job().savepoint(folder), folder));
      }
      default -> throw new IllegalArgumentException(fault.toString());
    }
  }

  private void stop() {
    stopRequested = true;
    injector.stopRequested();
    process.job().stop();
  }

  private void crash() {
    machine.trace(7, () -> "CRASH");
    machine.crash();
    requests.removeIf(request -> !request.result().isDone());
    world.crashed();
    job.disconnected();
  }

  /** Whether the engine may refuse to start: only if the disk has failed it, or was damaged. */
  private boolean refused(JobRefusedException refusal) {
    machine.trace(8, () -> "REFUSED: " + refusal.getMessage());
    job.disconnected();
    if (refusal.getCause() instanceof CheckpointCorruptException && world.isDamaged()) {
      // None is whole any more, and it says so: whoever runs it has to decide.
      machine.eraseDisk();
      requests.clear();
      world.erased();
      return false;
    }
    if (!injector.hasDiskFailed()) {
      world.violation("refused to start: " + refusal.getMessage());
    }
    return false;
  }

  /** Whoever asked has been told; a savepoint that is said to be there is whole. */
  private void checkRequests() {
    for (Request request : requests) {
      if (!request.result().isDone()) {
        world.violation("somebody who asked for a checkpoint was never told what came of it");
      } else if (request.folder() != null && !request.result().isCompletedExceptionally()) {
        try {
          DirectoryCheckpointStorage.openCheckpoint(request.folder(), machine.disk());
        } catch (IOException e) {
          if (!injector.hasDiskFailed()) {
            world.violation("savepoint " + request.folder() + " is not whole: " + e.getMessage());
          }
        }
      }
    }
  }

  private boolean ended() {
    JobStatus status = process.job().status();
    machine.trace(9, () -> "ENDED: " + status + ", " + process.job().lastFailure());
    process.job().close();
    if (process.isDead()) {
      // Killed while it gave back what it held.
      crash();
      return false;
    }
    List<String> leaks = new ArrayList<>(process.leaks());
    leaks.addAll(watch.leaks());
    leaks.forEach(leak -> world.violation("leaked: " + leak));
    injector.pause(true);
    checkRequests();
    injector.pause(false);
    job.disconnected();
    return switch (status) {
      case FINISHED -> true;
      case STOPPED -> {
        if (!stopRequested) {
          world.violation("stopped, though nobody asked for it");
        }
        yield job.isDone();
      }
      case CANCELLED -> {
        if (!cancelRequested) {
          world.violation("cancelled, though nobody asked for it");
        }
        yield false;
      }
      case FAILED -> {
        if (!stopRequested && !injector.hasDiskFailed() && !mayGiveUp) {
          world.violation("failed for good: " + process.job().lastFailure());
        }
        yield false;
      }
      default -> {
        world.violation("ended as " + status);
        yield false;
      }
    };
  }

  @Override
  public void close() {
    machine.close();
  }
}
