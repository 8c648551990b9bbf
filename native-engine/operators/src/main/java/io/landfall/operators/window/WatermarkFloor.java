package io.landfall.operators.window;

import io.landfall.api.state.ListState;
import io.landfall.operators.spi.OperatorContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The watermark, but never below what it was when the restored state was saved: what was late stays
 * late, also while the sources have not caught up after a recovery.
 *
 * <p>The watermark itself is no part of a checkpoint. So each subtask saves its own, with the key
 * groups that it is true for; all get all of these at a restore, and each takes what is of its key
 * groups. This is exact, also if old subtasks had come to different times and the parallelism has
 * changed. {@link Long#MAX_VALUE} is not saved: that an input has ended says nothing of one that a
 * job is started on again.
 */
public final class WatermarkFloor {

  /** The watermark of a range of key groups, both ends included. */
  public record Saved(int firstKeyGroup, int lastKeyGroup, long watermarkMs) {}

  private final OperatorContext context;
  private final ListState<Saved> saved;
  private final int firstKeyGroup;
  private final int lastKeyGroup;

  /** By key group, from the first; null once the watermark has passed them all. */
  private long[] floorsMs;

  private long highestFloorMs = Long.MIN_VALUE;
  private long lastWatermarkMs = Long.MIN_VALUE;

  /**
   * Call in {@code open}.
   *
   * @param stateName of the operator state it keeps
   */
  public WatermarkFloor(OperatorContext context, String stateName) {
    this.context = context;
    firstKeyGroup = context.firstKeyGroup();
    lastKeyGroup = context.lastKeyGroup();
    saved = context.operatorState().unionList(stateName, null);
    saved.get().forEach(this::raise);
  }

  private void raise(Saved restored) {
    int first = Math.max(firstKeyGroup, restored.firstKeyGroup());
    int last = Math.min(lastKeyGroup, restored.lastKeyGroup());
    for (int group = first; group <= last; group++) {
      if (floorsMs == null) {
        floorsMs = new long[lastKeyGroup - firstKeyGroup + 1];
        Arrays.fill(floorsMs, Long.MIN_VALUE);
      }
      int i = group - firstKeyGroup;
      floorsMs[i] = Math.max(floorsMs[i], restored.watermarkMs());
      highestFloorMs = Math.max(highestFloorMs, restored.watermarkMs());
    }
  }

  /** For the current key; event time in ms, {@link Long#MIN_VALUE} before the first watermark. */
  public long watermarkMs() {
    long nowMs = context.watermarkMs();
    return floorsMs == null
        ? nowMs
        : Math.max(nowMs, floorsMs[context.currentKeyGroup() - firstKeyGroup]);
  }

  /** What no key's is below; {@link Long#MIN_VALUE} if any has none. */
  long lowestMs() {
    return floorsMs == null
        ? lastWatermarkMs
        : Math.max(lastWatermarkMs, Arrays.stream(floorsMs).min().getAsLong());
  }

  /** Whether the current key's had come to {@code timestampMs} before the restart. */
  boolean wasPassed(long timestampMs) {
    return floorsMs != null && floorsMs[context.currentKeyGroup() - firstKeyGroup] >= timestampMs;
  }

  /** To be told of each. */
  public void onWatermark(long watermarkMs) {
    if (watermarkMs != Long.MAX_VALUE) {
      lastWatermarkMs = watermarkMs;
    }
    if (watermarkMs >= highestFloorMs) {
      floorsMs = null;
    }
  }

  /** To be called at each barrier. */
  public void snapshot() {
    List<Saved> runs = new ArrayList<>();
    int first = firstKeyGroup;
    for (int group = firstKeyGroup; group <= lastKeyGroup; group++) {
      if (group == lastKeyGroup || floorMs(group + 1) != floorMs(first)) {
        if (floorMs(first) != Long.MIN_VALUE) {
          runs.add(new Saved(first, group, floorMs(first)));
        }
        first = group + 1;
      }
    }
    saved.update(runs);
  }

  private long floorMs(int keyGroup) {
    return floorsMs == null
        ? lastWatermarkMs
        : Math.max(lastWatermarkMs, floorsMs[keyGroup - firstKeyGroup]);
  }
}
