package io.landfall.connector.jdbc.source;

import io.landfall.api.connector.SourceSplit;
import io.landfall.api.serialization.VersionedSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows whose key is from {@code next} to {@code last}, both included; those before have been read.
 */
public record KeyRange(String splitId, long next, long last) implements SourceSplit {

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

  static final class Format extends VersionedSerializer<KeyRange> {
    private static final long serialVersionUID = 1L;

    Format() {
      super("range of keys", 1);
    }

    @Override
    protected void writeFields(KeyRange range, DataOutput out) throws IOException {
      out.writeUTF(range.splitId());
      out.writeLong(range.next());
      out.writeLong(range.last());
    }

    @Override
    protected KeyRange readFields(int format, DataInput in) throws IOException {
      return new KeyRange(in.readUTF(), in.readLong(), in.readLong());
    }
  }
}
