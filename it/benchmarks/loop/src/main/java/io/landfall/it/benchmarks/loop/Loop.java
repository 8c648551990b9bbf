package io.landfall.it.benchmarks.loop;

import io.landfall.it.benchmarks.workload.Report;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Stopwatch;
import io.landfall.it.benchmarks.workload.SystemProcess;
import io.landfall.it.benchmarks.workload.Work;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Runs one work by hand: {@code threads=1}, or 2 as a mesh. */
public final class Loop {

  private static final Set<Work> DOES = EnumSet.of(Work.W1, Work.W2, Work.W3, Work.W4, Work.W9);

  private Loop() {}

  public static void main(String[] arguments) {
    SystemProcess.run("The loop", DOES, arguments, Loop::run);
  }

  private static List<Runnable> threadsOf(RunSpec spec) {
    return switch (spec.work()) {
      case W1, W9 -> mesh(spec, 1, WordCount::new);
      case W2 -> mesh(spec, 1, Windows::new);
      case W3 -> mesh(spec, 1, PacedCount::new);
      case W4 -> mesh(spec, Shuffles.STAGES, Shuffles::new);
      default -> throw new IllegalArgumentException("no loop for " + spec.work());
    };
  }

  /** Makes one thread. */
  @FunctionalInterface
  private interface Maker {
    MeshThread of(RunSpec spec, int thread, MeshThread.Rings rings);
  }

  private static List<Runnable> mesh(RunSpec spec, int stages, Maker maker) {
    int threads = (int) spec.number("threads", 2);
    MeshThread.Rings rings = MeshThread.Rings.of(stages, threads);
    List<Runnable> bodies = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      bodies.add(maker.of(spec, thread, rings));
    }
    return bodies;
  }

  static Report run(RunSpec spec) throws InterruptedException {
    Stopwatch stopwatch = new Stopwatch(spec);
    // A thread that has ended takes with it how much it allocated.
    CountDownLatch measured = new CountDownLatch(1);
    List<Thread> started = new ArrayList<>();
    for (Runnable body : threadsOf(spec)) {
      Thread thread =
          new Thread(
              () -> {
                body.run();
                awaitQuietly(measured);
              },
              "loop-" + started.size());
      thread.setUncaughtExceptionHandler((failed, cause) -> Stopwatch.fail(cause));
      thread.setDaemon(true);
      thread.start();
      started.add(thread);
    }
    Report report = stopwatch.await();
    measured.countDown();
    for (Thread thread : started) {
      thread.join();
    }
    return report;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
