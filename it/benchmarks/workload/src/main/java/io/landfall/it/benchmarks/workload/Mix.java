package io.landfall.it.benchmarks.workload;

/** Spreads numbers over all 64 bits (the finalizer of SplitMix64, Steele and others, 2014). */
public final class Mix {

  private Mix() {}

  public static long of(long number) {
    long z = number + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** What one result adds to a checksum, in which the order of results does not matter. */
  public static long of(long a, long b) {
    return of(of(a) + b);
  }
}
