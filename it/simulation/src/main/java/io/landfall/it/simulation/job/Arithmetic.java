package io.landfall.it.simulation.job;

/** What stages do to single values. Pure. */
final class Arithmetic {

  static final int SPLITS = 3;
  static final long STEP_MS = 10;
  static final long DISORDER_MS = 35;
  private static final long WATERMARK_LAG_MS = 12;
  private static final long FAR_BEHIND_MS = 250;
  private static final long PRIME = 1_000_003;

  private Arithmetic() {}

  static long valueAt(int split, long position) {
    return split * 10_000L + position;
  }

  static long timestampAt(int split, long position) {
    return position * STEP_MS + Math.floorMod(mix(valueAt(split, position)), DISORDER_MS);
  }

  static long timestampOf(Stage.Kind source, int split, long position) {
    long timestampMs = timestampAt(split, position);
    if (source != Stage.Kind.DISORDERED_SOURCE) {
      return timestampMs;
    }
    long chosen = mix(~valueAt(split, position));
    return Math.floorMod(chosen, 5) > 0
        ? timestampMs
        : timestampMs - Math.floorMod(chosen >> 8, FAR_BEHIND_MS);
  }

  /** Of {@link Stage.Kind#DISORDERED_SOURCE}, behind each record, if it was not beyond before. */
  static long watermarkBehind(long timestampMs) {
    return timestampMs - WATERMARK_LAG_MS;
  }

  static long map(long value, int amount) {
    return value * 3 + amount;
  }

  static boolean passes(long value, int amount) {
    return Math.floorMod(value, amount + 2) != 0;
  }

  static int copies(int amount) {
    return 1 + amount % 3;
  }

  static long copy(long value, int index) {
    return value * 31 + index;
  }

  static long key(long value, int amount) {
    return Math.floorMod(value, 3 + amount);
  }

  static long keyed(long key, long result) {
    return key * PRIME + result;
  }

  static long bucket(long timestampMs, int amount) {
    return Math.floorDiv(timestampMs, bucketMs(amount));
  }

  static long bucketMs(int amount) {
    return 20 + amount * 30L;
  }

  /** The last moment of a bucket. */
  static long bucketEndMs(long bucket, int amount) {
    return (bucket + 1) * bucketMs(amount) - 1;
  }

  static long bucketResult(long key, long bucket, long sum) {
    return (key * PRIME + bucket) * PRIME + sum;
  }

  static long windowResult(long key, long startMs, long endMs, long result) {
    return ((key * PRIME + startMs) * 31 + endMs) * PRIME + result;
  }

  static long pair(long left, long right) {
    return left * PRIME + right;
  }

  static int hops(int amount) {
    return 1 + amount % 4;
  }

  static long hop(long value, int hop) {
    return value * 7 + hop;
  }

  static long counted() {
    return 7;
  }

  static int target(long value, int count) {
    return (int) Math.floorMod(mix(value), (long) count);
  }

  static long mix(long value) {
    long mixed = (value ^ (value >>> 31)) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }
}
