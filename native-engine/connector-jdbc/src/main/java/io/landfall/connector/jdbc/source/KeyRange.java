package io.landfall.connector.jdbc.source;

import io.landfall.api.connector.SourceSplit;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows whose key is from {@code next} to {@code last}, both included; those before have been read.
 */
public record KeyRange(String splitId, long next, long last) implements SourceSplit, Serializable {

  private static final long serialVersionUID = 1L;

  /** Cuts all keys from {@code min} to {@code max} into at most so many ranges of equal width. */
  static List<KeyRange> cut(long min, long max, int parts) {
    BigInteger first = BigInteger.valueOf(min);
    BigInteger keys = BigInteger.valueOf(max).subtract(first).add(BigInteger.ONE);
    BigInteger count = BigInteger.valueOf(parts).min(keys);
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i < count.intValueExact(); i++) {
      long from = boundary(first, keys, i, count).longValueExact();
      long last = boundary(first, keys, i + 1, count).subtract(BigInteger.ONE).longValueExact();
      ranges.add(new KeyRange("keys-" + from + "-to-" + last, from, last));
    }
    return ranges;
  }

  private static BigInteger boundary(BigInteger first, BigInteger keys, int i, BigInteger count) {
    return first.add(keys.multiply(BigInteger.valueOf(i)).divide(count));
  }

  KeyRange from(long key) {
    return new KeyRange(splitId, key, last);
  }
}
