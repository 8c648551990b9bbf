package io.landfall.it.benchmarks.workload;

/**
 * When each record of one source subtask should be emitted: record i of all is due i / rate after
 * the first moment any pacer of this process was made for the run. The schedule does not move when
 * the system stalls, nor when the source starts again behind a checkpoint.
 */
public final class Pacer {

  /** What a source sleeps for that has nothing due, where the system lets it sleep. */
  public static final long REST_NS = 50_000;

  private static volatile long startNs;
  private static volatile boolean started;

  private final int subtask;
  private final int parallelism;
  private final double nsPerRecord;

  public Pacer(RunSpec spec, int subtask) {
    this.subtask = subtask;
    parallelism = spec.parallelism();
    nsPerRecord = spec.perSecond() > 0 ? 1e9 / spec.perSecond() : 0;
    start();
  }

  private static void start() {
    synchronized (Pacer.class) {
      if (!started) {
        startNs = System.nanoTime();
        started = true;
      }
    }
  }

  /**
   * @param n counted within the subtask
   * @return by {@link System#nanoTime}
   */
  public long dueNs(long n) {
    return startNs + (long) ((n * parallelism + subtask) * nsPerRecord);
  }

  /** True if the subtask's n-th record may be emitted now. */
  public boolean isDue(long n) {
    return nsPerRecord == 0 || dueNs(n) - System.nanoTime() <= 0;
  }
}
