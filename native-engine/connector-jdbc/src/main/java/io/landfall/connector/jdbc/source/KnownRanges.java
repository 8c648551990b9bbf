package io.landfall.connector.jdbc.source;

import io.landfall.api.serialization.VersionedSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an enumerator remembers. Immutable.
 *
 * @param cut true once the keys have been looked at
 * @param waiting ranges that no reader has yet
 */
public record KnownRanges(boolean cut, List<KeyRange> waiting) {

  static final KnownRanges NONE = new KnownRanges(false, List.of());

  public KnownRanges {
    waiting = List.copyOf(waiting);
  }

  static final class Format extends VersionedSerializer<KnownRanges> {
    private static final long serialVersionUID = 1L;
    private final KeyRange.Format ranges = new KeyRange.Format();

    Format() {
      super("ranges of a table", 1);
    }

    @Override
    protected void writeFields(KnownRanges known, DataOutput out) throws IOException {
      out.writeBoolean(known.cut());
      out.writeInt(known.waiting().size());
      for (KeyRange each : known.waiting()) {
        ranges.writeFields(each, out);
      }
    }

    @Override
    protected KnownRanges readFields(int format, DataInput in) throws IOException {
      boolean cut = in.readBoolean();
      List<KeyRange> waiting = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        waiting.add(ranges.readFields(format, in));
      }
      return new KnownRanges(cut, waiting);
    }
  }
}
