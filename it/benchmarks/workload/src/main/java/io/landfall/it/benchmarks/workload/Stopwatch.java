package io.landfall.it.benchmarks.workload;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;

/**
 * Watches the sinks of the one job in this process: the measured part begins when they have seen
 * the warm-up, and ends when they have seen all. From outside, so that it works the same for a
 * system that does not say when a job is done. Sinks register from any thread; one thread awaits.
 */
public final class Stopwatch {

  private static final long LOOK_EVERY_NS = 1_000_000;

  private static final List<SinkMeter> SINKS = new CopyOnWriteArrayList<>();
  private static volatile long warmupPerSink;
  private static volatile Throwable failure;

  private final RunSpec spec;
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** Make it before the job starts; what an earlier one in this process saw is forgotten. */
  public Stopwatch(RunSpec spec) {
    this.spec = spec;
    SINKS.clear();
    failure = null;
    warmupPerSink = spec.warmup() / spec.parallelism();
  }

  /** For one sink subtask; call it where the subtask opens, not where the job is declared. */
  public static SinkMeter newSink() {
    SinkMeter meter = new SinkMeter(warmupPerSink);
    SINKS.add(meter);
    return meter;
  }

  /** The job is over and did not succeed: who awaits gets {@code cause}. Any thread. */
  public static void fail(Throwable cause) {
    failure = cause;
  }

  /** As {@link #await(long)}, with one record in the sinks for each of the sources. */
  public Report await() throws InterruptedException {
    return await(1);
  }

  /**
   * Blocks until the sinks have seen all records, or, for {@link Work#W8} and {@link Work#W9}, the
   * one result that matters.
   *
   * @param weight that one record has in the sinks, all its results taken together
   * @throws IllegalStateException if the job failed
   */
  public Report await(long weight) throws InterruptedException {
    return switch (spec.work()) {
      case W8 -> awaitRecovery();
      case W9 -> awaitFirst();
      default -> awaitAll(weight);
    };
  }

  private Report awaitAll(long weight) throws InterruptedException {
    awaitRecords(Math.max(1, spec.warmup() * weight));
    Allocation allocation = new Allocation();
    long fromNs = System.nanoTime();
    long fromCpuNs = process.getProcessCpuTime();
    long from = seen();
    awaitRecords(spec.records() * weight);
    double records = (spec.records() * weight - from) / (double) weight;
    long ns = System.nanoTime() - fromNs;
    long cpuNs = process.getProcessCpuTime() - fromCpuNs;
    long allocated = allocation.bytes();
    while (sum(SinkMeter::records) < spec.records() * weight) {
      look();
    }
    if (records < 1) {
      // Over before it was looked at; there is a result, but nothing was measured.
      return report().withResults(SINKS);
    }
    return report()
        .with("perSecond", records * 1e9 / ns)
        .with("cpuNs", cpuNs / records)
        .with("cores", cpuNs / (double) ns)
        .with("allocatedBytes", allocated / records)
        .with("seconds", ns / 1e9)
        .withResults(SINKS)
        .withLatency(SINKS);
  }

  /** From the failure to the first result of a sink that came after it. */
  private Report awaitRecovery() throws InterruptedException {
    while (true) {
      for (SinkMeter sink : SINKS) {
        if (sink.afterFailureNs() != 0 && sink.firstNs() != 0) {
          return report().with("recoveryMs", (sink.firstNs() - sink.afterFailureNs()) / 1e6);
        }
      }
      look();
    }
  }

  /** From when the process was started; whoever starts it says when, ms since 1970. */
  private Report awaitFirst() throws InterruptedException {
    awaitRecords(1);
    long spawnedAtMs = Long.parseLong(spec.extra().get("spawnedAtMs"));
    return report().with("startMs", (double) (System.currentTimeMillis() - spawnedAtMs));
  }

  private Report report() {
    return new Report().with("work", spec.work().name()).with("records", spec.records());
  }

  private static void awaitRecords(long wanted) throws InterruptedException {
    while (seen() < wanted) {
      look();
    }
  }

  private static void look() throws InterruptedException {
    LockSupport.parkNanos(LOOK_EVERY_NS);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (failure != null) {
      throw new IllegalStateException("the job failed", failure);
    }
  }

  private static long seen() {
    return sum(SinkMeter::progress);
  }

  private static long sum(ToLongFunction<SinkMeter> ofSink) {
    long sum = 0;
    for (SinkMeter sink : SINKS) {
      sum += ofSink.applyAsLong(sink);
    }
    return sum;
  }
}
