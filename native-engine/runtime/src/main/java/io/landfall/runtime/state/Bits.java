package io.landfall.runtime.state;

/** Sets of small numbers in plain arrays, 64 to a word, lowest first; no object to be loaded. */
final class Bits {

  private Bits() {}

  /** An empty set of numbers below {@code limit}. */
  static long[] below(int limit) {
    return new long[(limit + 63) >>> 6];
  }

  static boolean has(long[] bits, int number) {
    return (bits[number >>> 6] >>> number & 1) != 0;
  }

  static void add(long[] bits, int number) {
    bits[number >>> 6] |= 1L << number;
  }

  static void remove(long[] bits, int number) {
    bits[number >>> 6] &= ~(1L << number);
  }

  /** Adds or removes. */
  static void put(long[] bits, int number, boolean isIn) {
    if (isIn) {
      add(bits, number);
    } else {
      remove(bits, number);
    }
  }

  /** The first from {@code number} on; -1 if there is none. */
  static int next(long[] bits, int number) {
    int word = number >>> 6;
    long rest = word < bits.length ? bits[word] & -1L << number : 0;
    while (rest == 0 && ++word < bits.length) {
      rest = bits[word];
    }
    return rest == 0 ? -1 : (word << 6) + Long.numberOfTrailingZeros(rest);
  }
}
