package io.landfall.it.benchmarks.workload;

/**
 * Events made from their index, the same ones every time. All source subtasks together go through
 * the indexes side by side ({@link RunSpec#indexOf}), so that none is far ahead of another in time.
 */
public final class Events {

  public static final int KEYS = 100_000;

  /** Behind the newest event so far, no event is later than this, ms. */
  public static final int DISORDER_MS = 1_000;

  /** Of event time, so that each window of a second sees a key ten times. */
  public static final int PER_MS = 1_000;

  private static final int SHARED = 1 << 12;
  private static final Event[] POOL = new Event[SHARED];

  static {
    for (int i = 0; i < SHARED; i++) {
      POOL[i] = new Event(i, Mix.of(i) & 0xffff, 0);
    }
  }

  private Events() {}

  /** An event for windows: uniform keys, a value from 0 to 99, a time in ms with disorder. */
  public static Event windowed(long index) {
    long random = Mix.of(index);
    long timeMs = index / PER_MS + DISORDER_MS - (random >>> 32) % DISORDER_MS;
    return new Event((random & 0x7fffffff) % KEYS, (random >>> 54) % 100, timeMs);
  }

  /**
   * For a system that does not end windows at the end of its input: events that come last, so late
   * that all windows with {@link #windowed} events end. What becomes of them is not looked at.
   *
   * @param i from 0; keys go round, so that the events reach all subtasks
   */
  public static Event flush(long records, int i) {
    return new Event(i % KEYS, 0, records / PER_MS + 1_000_000 + i);
  }

  /** True for a result whose window, by its start, holds {@link #flush} events only. */
  public static boolean isFlush(long windowStartMs, long records) {
    return windowStartMs > records / PER_MS + 500_000;
  }

  /** One of a few that exist once for all: a system that allocates here does so of its own. */
  public static Event shared(long index) {
    return POOL[(int) index & (SHARED - 1)];
  }

  /** What the maps of {@link Work#W4} do: another one of the shared ones. */
  public static Event next(Event event) {
    return POOL[(int) (event.key * 5 + event.value) & (SHARED - 1)];
  }

  /** An event with the moment it should have been emitted at, from {@link Pacer#dueNs}. */
  public static Event timed(long index, long scheduledNs) {
    return new Event((Mix.of(index) & 0x7fffffff) % KEYS, index, scheduledNs);
  }
}
