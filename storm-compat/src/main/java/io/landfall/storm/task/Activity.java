package io.landfall.storm.task;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the spouts of a topology still have something to do, for those who stop a topology that
 * has not. Any thread.
 */
public final class Activity {

  /** One spout task's part; written by its thread only. */
  public static final class Spout {
    private volatile long emittedCount;
    private volatile long askedInVainCount;
    private volatile long restedCount;
    private volatile int pendingCount;

    // One writer, and readers only compare: no atomic increment is needed.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    public void emitted() {
      emittedCount++;
    }

    /** It was asked for a tuple and emitted none. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    public void askedInVain() {
      askedInVainCount++;
    }

    /** It had a turn, was told nothing and emitted nothing. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    public void rested() {
      restedCount++;
    }

    public void pending(int count) {
      if (count != pendingCount) {
        pendingCount = count;
      }
    }
  }

  private final Set<Spout> spouts = ConcurrentHashMap.newKeySet();

  public Spout register() {
    Spout spout = new Spout();
    spouts.add(spout);
    return spout;
  }

  public void unregister(Spout spout) {
    spouts.remove(spout);
  }

  /** How many spout tasks run now. */
  public int spoutCount() {
    return spouts.size();
  }

  /** How many messages all spouts that run now have emitted; only its change means something. */
  public long emittedCount() {
    return spouts.stream().mapToLong(spout -> spout.emittedCount).sum();
  }

  /** How often each spout that runs now was asked for a tuple in vain. */
  public Map<Spout, Long> askedInVain() {
    Map<Spout, Long> counts = new HashMap<>();
    spouts.forEach(spout -> counts.put(spout, spout.askedInVainCount));
    return counts;
  }

  /** How many turns in which nothing happened each spout that runs now has had. */
  public Map<Spout, Long> rested() {
    Map<Spout, Long> counts = new HashMap<>();
    spouts.forEach(spout -> counts.put(spout, spout.restedCount));
    return counts;
  }

  /** True if at least one spout runs, and no message of any is still being worked on. */
  public boolean nothingPending() {
    return !spouts.isEmpty() && spouts.stream().allMatch(spout -> spout.pendingCount == 0);
  }
}
