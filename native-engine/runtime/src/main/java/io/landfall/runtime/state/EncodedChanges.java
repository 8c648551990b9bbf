package io.landfall.runtime.state;

import io.landfall.runtime.serialization.SectionSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The few entries of a {@link HeapKeyedState} that have changed since its topmost layer, serialized
 * at the barrier. Values may change behind it, so references would not do; and a frozen table would
 * cost the next write to each of its segments a copy, thousands of them for changes that are few.
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
   * @param keys what keys are written with; outside of a section before and behind
   * @param layer its number
   * @return null if it would be beyond {@code limits}
   */
  static EncodedChanges of(
      Collection<HeapState> states,
      SectionSerializer keys,
      long layer,
      long nowMs,
      SnapshotLimits limits)
      throws IOException {
    long weight = 0;
    for (HeapState state : states) {
      weight += state.changedWeightSince(layer);
      if (weight > limits.mostEncodedElements()) {
        return null;
      }
    }
    Encoder encoder = new Encoder(limits.mostEncodedBytes());
    try {
      for (HeapState state : states) {
        state
            .image(layer, false)
            .writeChanges(
                new SnapshotWriter(
                    state, keys, state.serializer, state.partSerializer(), nowMs, encoder));
      }
      return encoder.end();
    } catch (EncodedBytes.TooMany tooMany) {
      return null;
    } finally {
      // The one that was being written may not have come to its end.
      keys.endSection();
    }
  }

  @Override
  public void writeTo(SectionOutput out) throws IOException {
    for (Range range : ranges) {
      encoded.writeTo(out.begin(range.section()), range.fromByte(), range.toByte());
    }
  }

  @Override
  public void release() {}

  /** Notes where each section begins and ends. */
  private static final class Encoder implements SectionOutput {

    private final List<Range> ranges = new ArrayList<>();
    private final EncodedBytes encoded;
    private Section current;
    private int from;

    Encoder(int mostBytes) {
      encoded = new EncodedBytes(mostBytes);
    }

    @Override
    public SectionStream begin(Section section) {
      endCurrent();
      current = section;
      from = encoded.size();
      return encoded;
    }

    private void endCurrent() {
      if (current != null) {
        ranges.add(new Range(current, from, encoded.size()));
      }
    }

    EncodedChanges end() {
      endCurrent();
      return new EncodedChanges(encoded, ranges);
    }
  }
}
