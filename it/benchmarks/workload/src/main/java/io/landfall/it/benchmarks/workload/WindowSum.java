package io.landfall.it.benchmarks.workload;

import java.io.Serializable;

/** The result of a window. */
public class WindowSum implements Serializable {

  private static final long serialVersionUID = 1L;

  public long key;
  public long startMs;
  public long sum;
  public long count;

  public WindowSum() {}

  public WindowSum(long key, long startMs, long sum, long count) {
    this.key = key;
    this.startMs = startMs;
    this.sum = sum;
    this.count = count;
  }

  public long part() {
    return Mix.of(Mix.of(key, startMs), sum);
  }
}
