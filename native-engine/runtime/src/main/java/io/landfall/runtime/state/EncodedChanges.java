package io.landfall.runtime.state;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The few entries of a {@link HeapKeyedState} that have changed since its base, serialized at the
 * barrier. Values may change behind it, so references would not do; and a frozen table would cost
 * the next write to each of its segments a copy, thousands of them for changes that are few.
 */
final class EncodedChanges implements StateSnapshot {

  /** What there is of one section. */
  private record Range(Section section, int fromByte, int toByte) {}

  private final EncodedBytes encoded;
  private final List<Range> ranges;

  private EncodedChanges(EncodedBytes encoded, List<Range> ranges) {
    this.encoded = encoded;
    this.ranges = ranges;
  }

  /**
   * Task thread.
   *
   * @param base the number of the base
   * @return null if it would be beyond {@code limits}
   */
  static EncodedChanges of(
      Collection<HeapState> states, HeapKeyedState owner, long base, SnapshotLimits limits)
      throws IOException {
    EncodedBytes encoded = new EncodedBytes();
    DataOutputStream out = new DataOutputStream(encoded);
    List<Range> ranges = new ArrayList<>();
    long nowMs = owner.nowMs();
    long weight = 0;
    for (HeapState state : states) {
      for (int group = 0; group < state.tables.length; group++) {
        long own = state.changedWeightSince(base, group);
        weight += own;
        if (weight > limits.mostEncodedElements() || encoded.size() > limits.mostEncodedBytes()) {
          return null;
        }
        if (own > 0) {
          int from = encoded.size();
          new SnapshotWriter(
                  out,
                  state,
                  group,
                  owner.serializer(),
                  state.serializer,
                  state.partSerializer(),
                  nowMs)
              .writeChanges(state.tables[group], state.tables[group].removedSince(base), base);
          ranges.add(new Range(owner.changesOf(state, group), from, encoded.size()));
        }
      }
    }
    return new EncodedChanges(encoded, ranges);
  }

  @Override
  public void writeTo(SectionOutput out) throws IOException {
    for (Range range : ranges) {
      DataOutputStream stream = out.begin(range.section());
      encoded.writeTo(stream, range.fromByte(), range.toByte());
      stream.flush();
    }
  }

  @Override
  public void release() {}
}
