package io.landfall.it.benchmarks.workload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Sentences of ten words, made from their index. The words are 10,000; how often each comes follows
 * Zipf's law with exponent 1, by a table of the cumulative distribution. Immutable.
 *
 * <p>A source that evicts from the caches what the system keeps there would be measured with it, so
 * the words are 160 KiB of letters, in rows that lie in one line each, and not 10,000 strings.
 */
public final class Words {

  public static final int PER_SENTENCE = 10;
  public static final int VOCABULARY = 10_000;

  /** Picks are made among so many slots, each leading to a word. */
  private static final int SLOTS = 1 << 16;

  private static final int LONGEST_WORD = 11;

  /** Bytes; the last one of a row is the length of its word. */
  private static final int ROW = 16;

  /** What the longest sentence takes while it is put together, bytes. */
  private static final int ROOM = (PER_SENTENCE - 1) * (LONGEST_WORD + 1) + ROW;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final byte[] ROWS = new byte[VOCABULARY * ROW];
  private static final short[] WORD_OF_SLOT = new short[SLOTS];

  static {
    for (int word = 0; word < VOCABULARY; word++) {
      byte[] letters = spell(word).getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(letters, 0, ROWS, word * ROW, letters.length);
      ROWS[word * ROW + ROW - 1] = (byte) letters.length;
    }
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

  /** Four to eight letters, and up to three that make them unique. */
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
    byte[] sentence = new byte[ROOM];
    long random = Mix.of(index);
    int end = 0;
    for (int i = 0; i < PER_SENTENCE; i++) {
      int row = WORD_OF_SLOT[(int) (random >>> 48)] * ROW;
      // The whole row; what is not of the word is overwritten by what comes next.
      EIGHT_BYTES.set(sentence, end, (long) EIGHT_BYTES.get(ROWS, row));
      EIGHT_BYTES.set(sentence, end + Long.BYTES, (long) EIGHT_BYTES.get(ROWS, row + Long.BYTES));
      end += ROWS[row + ROW - 1];
      sentence[end++] = ' ';
      random = Mix.of(random);
    }
    return new String(sentence, 0, end - 1, StandardCharsets.ISO_8859_1);
  }
}
