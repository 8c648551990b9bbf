package io.landfall.it.benchmarks.workload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.HdrHistogram.Histogram;

/** What one subtask of a sink has seen. One thread writes, the {@link Stopwatch} reads. */
public final class SinkMeter {

  private static final VarHandle RECORDS;

  static {
    try {
      RECORDS = MethodHandles.lookup().findVarHandle(SinkMeter.class, "records", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final long LONGEST_LATENCY_NS = 60_000_000_000L;

  private final long warmup;

  /** When the failure was that this sink came after; 0 if after none. */
  private final long afterFailureNs = Failure.atNs();

  private long checksum;
  private long outputs;
  private long records;
  private Histogram latencyNs;
  private long lastNs = Long.MIN_VALUE;
  private long longestGapNs;
  private volatile long firstNs;
  private volatile long announced;

  /**
   * @param warmup latencies of so many records are not taken
   */
  SinkMeter(long warmup) {
    this.warmup = warmup;
  }

  /** One result that stands for one record. */
  public void add(long part) {
    add(part, 1);
  }

  /**
   * @param part of the checksum
   * @param weight of how many records it is the result
   */
  public void add(long part, long weight) {
    if (outputs == 0) {
      firstNs = System.nanoTime();
    }
    checksum += part;
    outputs++;
    RECORDS.setRelease(this, records + weight);
  }

  /** As {@link #add}, and the longest time between two records is taken. */
  public void addWatched(long part) {
    if (records >= warmup) {
      long nowNs = System.nanoTime();
      if (lastNs != Long.MIN_VALUE) {
        longestGapNs = Math.max(longestGapNs, nowNs - lastNs);
      }
      lastNs = nowNs;
    }
    add(part, 1);
  }

  /** As {@link #add}, of a record that should have been emitted at {@code scheduledNs}. */
  public void addTimed(long part, long scheduledNs) {
    long nowNs = System.nanoTime();
    if (records >= warmup) {
      if (latencyNs == null) {
        latencyNs = new Histogram(LONGEST_LATENCY_NS, 3);
      } else {
        longestGapNs = Math.max(longestGapNs, nowNs - lastNs);
      }
      latencyNs.recordValue(Math.max(0, Math.min(LONGEST_LATENCY_NS, nowNs - scheduledNs)));
      lastNs = nowNs;
    }
    add(part, 1);
  }

  /**
   * So many records are there by now; what they are is added later, once all are there: reading
   * them would take CPU time from what is measured. One thread; the one that adds.
   */
  public void announce(long recordsSoFar) {
    announced = recordsSoFar;
  }

  /** Records so far, announced ones too; any thread. */
  long progress() {
    return Math.max(announced, records());
  }

  /** Records added so far; any thread. What was added with them is visible to who has read it. */
  long records() {
    return (long) RECORDS.getAcquire(this);
  }

  long checksum() {
    return checksum;
  }

  long outputs() {
    return outputs;
  }

  /** Null if none was timed. */
  Histogram latencyNs() {
    return latencyNs;
  }

  long longestGapNs() {
    return longestGapNs;
  }

  /** When the first result came; 0 before. */
  long firstNs() {
    return firstNs;
  }

  long afterFailureNs() {
    return afterFailureNs;
  }
}
