package io.landfall.it.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Plays a range of seeds on several threads. Its figures may be read by any thread meanwhile. */
public final class Simulation {

  /** A seed that failed. */
  public record Failure(long seed, Outcome outcome) {}

  private final long first;
  private final long count;
  private final AtomicLong next;
  private final LongAdder played = new LongAdder();
  private final LongAdder steps = new LongAdder();
  private final LongAdder processes = new LongAdder();
  private final List<Failure> failures = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean stopped;
  private volatile IllegalStateException broken;

  /**
   * @param first seed
   * @param count of seeds
   */
  public Simulation(long first, long count) {
    this.first = first;
    this.count = count;
    this.next = new AtomicLong(first);
  }

  /**
   * Returns when all are played, or {@link #stop} was called.
   *
   * @param onFailure told of each seed that fails, by the thread that played it
   * @throws IllegalStateException if the simulation itself is broken
   */
  public void run(int threads, Consumer<Failure> onFailure) throws InterruptedException {
    List<Thread> all = new ArrayList<>();
    ClassLoader classes = Simulation.class.getClassLoader();
    for (int i = 0; i < threads; i++) {
      Thread thread = new Thread(() -> play(onFailure), "simulation-" + i);
      thread.setContextClassLoader(classes);
      thread.setDaemon(true);
      all.add(thread);
      thread.start();
    }
    try {
      for (Thread thread : all) {
        thread.join();
      }
    } finally {
      stop();
    }
    if (broken != null) {
      throw broken;
    }
  }

  private void play(Consumer<Failure> onFailure) {
    long seed = first;
    try (Trial trial = new Trial()) {
      while (!stopped && (seed = next.getAndIncrement()) < first + count) {
        Outcome outcome = trial.run(Scenario.of(seed), null);
        played.increment();
        steps.add(outcome.steps());
        processes.add(outcome.processes());
        if (!outcome.isGood()) {
          Failure failure = new Failure(seed, outcome);
          failures.add(failure);
          onFailure.accept(failure);
        }
      }
    } catch (Throwable thrown) {
      broken =
          new IllegalStateException(
              "the simulation is broken at seed " + seed + ": " + thrown, thrown);
      stop();
    }
  }

  /** Lets the seeds under way come to their end, and begins no more. */
  public void stop() {
    stopped = true;
  }

  public long count() {
    return count;
  }

  public long played() {
    return played.sum();
  }

  public long steps() {
    return steps.sum();
  }

  public long processes() {
    return processes.sum();
  }

  /** By seed. */
  public List<Failure> failures() {
    List<Failure> sorted = new ArrayList<>();
    synchronized (failures) {
      sorted.addAll(failures);
    }
    sorted.sort(Comparator.comparingLong(Failure::seed));
    return sorted;
  }
}
