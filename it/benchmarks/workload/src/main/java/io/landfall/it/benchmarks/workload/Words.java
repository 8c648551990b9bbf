package io.landfall.it.benchmarks.workload;

import java.util.Arrays;

/**
 * Sentences of ten words, made from their index. The words are 10,000; how often each comes follows
 * Zipf's law with exponent 1, by a table of the cumulative distribution. Immutable.
 */
public final class Words {

  public static final int PER_SENTENCE = 10;
  public static final int VOCABULARY = 10_000;

  /** Picks are made among so many slots, each leading to a word. */
  private static final int SLOTS = 1 << 16;

  private static final String[] WORDS = new String[VOCABULARY];
  private static final short[] WORD_OF_SLOT = new short[SLOTS];

  static {
    Arrays.setAll(WORDS, Words::spell);
    double harmonic = 0;
    for (int rank = 1; rank <= VOCABULARY; rank++) {
      harmonic += 1.0 / rank;
    }
    double sum = 0;
    int slot = 0;
    for (int rank = 1; rank <= VOCABULARY; rank++) {
      sum += 1.0 / rank;
      // At least one slot a word, so that all of them come.
      int until =
          Math.max(slot + 1, (int) Math.round(sum / harmonic * (SLOTS - VOCABULARY)) + rank);
      while (slot < Math.min(until, SLOTS)) {
        WORD_OF_SLOT[slot++] = (short) (rank - 1);
      }
    }
  }

  private Words() {}

  /** Four to eight letters. */
  private static String spell(int word) {
    StringBuilder letters = new StringBuilder();
    long rest = Mix.of(word);
    int length = 4 + word % 5;
    for (int i = 0; i < length; i++) {
      letters.append((char) ('a' + (rest & 15)));
      rest >>>= 4;
    }
    return letters.append(Integer.toString(word, 36)).toString();
  }

  /** The sentence at {@code index}; the same one every time. */
  public static String sentence(long index) {
    StringBuilder sentence = new StringBuilder(100);
    long random = Mix.of(index);
    for (int i = 0; i < PER_SENTENCE; i++) {
      if (i > 0) {
        sentence.append(' ');
      }
      sentence.append(WORDS[WORD_OF_SLOT[(int) (random >>> 48)]]);
      random = Mix.of(random);
    }
    return sentence.toString();
  }
}
