package io.landfall.it.benchmarks.micro;

import io.landfall.runtime.channel.SpscRing;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Control;

/** A record through the ring: within one thread, in batches, and from one thread to another. */
public class RingBenchmark extends Settings {

  private static final int BATCH = 256;
  private static final Object RECORD = new Object();

  /** One ring. */
  @State(Scope.Group)
  public static class Ring {
    SpscRing ring;

    @Setup(Level.Iteration)
    public void create() {
      ring = new SpscRing(1_024);
    }
  }

  @Benchmark
  @Group("oneThread")
  @GroupThreads(1)
  @OperationsPerInvocation(BATCH)
  public long oneThread(Ring state) {
    SpscRing ring = state.ring;
    for (int i = 0; i < BATCH; i++) {
      ring.offer(RECORD, i);
    }
    long sum = 0;
    while (ring.poll() != null) {
      sum += ring.timestampMs();
    }
    ring.release();
    return sum;
  }

  @Benchmark
  @Group("twoThreads")
  @GroupThreads(1)
  public void producer(Ring state, Control control) {
    while (!state.ring.offer(RECORD, 1) && !control.stopMeasurement) {
      Thread.onSpinWait();
    }
  }

  @Benchmark
  @Group("twoThreads")
  @GroupThreads(1)
  @OperationsPerInvocation(BATCH)
  public int consumer(Ring state, Control control) {
    SpscRing ring = state.ring;
    int polled = 0;
    while (polled < BATCH && !control.stopMeasurement) {
      if (ring.poll() != null) {
        polled++;
      } else {
        ring.release();
        Thread.onSpinWait();
      }
    }
    ring.release();
    return polled;
  }
}
