package io.landfall.it.simulation.job;

import io.landfall.it.simulation.job.Evaluation.Item;
import java.util.ArrayList;
import java.util.List;

/** One window of one key by definition, with all that is in it. */
final class LateWindow {

  private final long key;
  private final long startMs;
  private final long endMs;
  final List<Long> values = new ArrayList<>();

  LateWindow(long key, long startMs, long endMs) {
    this.key = key;
    this.startMs = startMs;
    this.endMs = endMs;
  }

  long lastMs() {
    return endMs - 1;
  }

  /** The one of {@code open} that this one is or becomes part of; adds itself if it is none. */
  LateWindow among(List<LateWindow> open, int amount) {
    boolean merges = LateWindows.Form.of(amount) == LateWindows.Form.SESSIONS;
    List<LateWindow> parts =
        open.stream().filter(each -> merges ? touches(each) : isSame(each)).toList();
    if (parts.size() == 1 && parts.get(0).startMs <= startMs && parts.get(0).endMs >= endMs) {
      return parts.get(0);
    }
    long fromMs = parts.stream().mapToLong(each -> each.startMs).min().orElse(startMs);
    long toMs = parts.stream().mapToLong(each -> each.endMs).max().orElse(endMs);
    LateWindow whole = new LateWindow(key, Math.min(startMs, fromMs), Math.max(endMs, toMs));
    parts.forEach(each -> whole.values.addAll(each.values));
    open.removeAll(parts);
    open.add(whole);
    return whole;
  }

  private boolean isSame(LateWindow other) {
    return key == other.key && startMs == other.startMs && endMs == other.endMs;
  }

  private boolean touches(LateWindow other) {
    return key == other.key && startMs <= other.endMs && other.startMs <= endMs;
  }

  /** Emits its result if it is time, and there is anything in it. */
  void fireIf(boolean due, int amount, List<Item> out) {
    if (!due || values.isEmpty()) {
      return;
    }
    LateWindows.Form form = LateWindows.Form.of(amount);
    if (form == LateWindows.Form.LAST && values.size() > LateWindows.LAST_COUNT) {
      values.subList(0, values.size() - LateWindows.LAST_COUNT).clear();
    }
    boolean largest = form == LateWindows.Form.CUMULATING;
    long result = values.stream().reduce(largest ? Math::max : Long::sum).orElseThrow();
    out.add(new Item(Arithmetic.windowResult(key, startMs, endMs, result), lastMs()));
    if (form == LateWindows.Form.PURGED) {
      values.clear();
    }
  }
}
