package io.landfall.runtime.worker;

/**
 * How long a thread rests that finds nothing to do: it looks again and again for a while, then naps
 * or parks. A function of what it is told, and of nothing else.
 */
final class Rest {

  /**
   * What a record waits for at most, at half of it on average, where naps are taken; each of them
   * costs a few µs of CPU.
   */
  static final long NAP_NS = 30_000;

  private static final long LONGEST_SPIN_NS = 50_000;

  /** A burst that is no longer than this comes of few records. */
  private static final long TRICKLE_NS = 20_000;

  private static final long FIRST_PARK_NS = 50_000;
  private static final int MOST_DOUBLINGS = 16;

  /** A source has to be asked, since nobody may tell that there is something to read. */
  private static final long SOURCE_PARK_NS = 1_000_000;

  private static final long LONGEST_PARK_NS = 50_000_000;
  private static final long NS_PER_MS = 1_000_000;

  private Rest() {}

  /**
   * No longer than it worked before, so that a thread that gets a few records now and then does not
   * take a core.
   *
   * @param burstNs how long there was work
   */
  static long spinNs(long burstNs) {
    return Math.min(burstNs, LONGEST_SPIN_NS);
  }

  /**
   * Whether to take a short rest that nobody ends, {@link #NAP_NS}. With a source and little to do,
   * what the neighbours have for the thread may wait until the source is looked at anyway, since to
   * be woken for each record costs far more than the record. Not if there is little to do because
   * outputs are full: who makes room is to wake it.
   *
   * @param isHeldUp whether an output of one of its tasks is full
   */
  static boolean isNap(long burstNs, boolean hasSource, boolean isHeldUp) {
    return burstNs <= TRICKLE_NS && hasSource && !isHeldUp;
  }

  /**
   * For how long to park at most. Who brings work, or makes room, signals; only a source has to be
   * looked at without.
   *
   * @param parks the how manieth in a row this is, from 1
   * @param untilTimerMs until the next timer is due; {@link Long#MAX_VALUE} if there is none
   */
  static long parkNs(int parks, boolean hasSource, long untilTimerMs) {
    long parkNs =
        hasSource
            ? Math.min(SOURCE_PARK_NS, FIRST_PARK_NS << Math.min(parks - 1, MOST_DOUBLINGS))
            : LONGEST_PARK_NS;
    if (untilTimerMs >= LONGEST_PARK_NS / NS_PER_MS) {
      return parkNs;
    }
    return untilTimerMs <= 0 ? 1 : Math.min(parkNs, untilTimerMs * NS_PER_MS);
  }
}
