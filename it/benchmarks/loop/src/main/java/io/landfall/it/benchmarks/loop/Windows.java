package io.landfall.it.benchmarks.loop;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.WindowSum;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Sums its share of the keys over windows of a second; a window ends with the watermark. */
final class Windows extends MeshThread {

  private static final long SIZE_MS = 1_000;

  /** Between watermarks, as many inputs. */
  private static final int WATERMARK_EVERY = 1_024;

  /** All that came before in the ring were no later than this, ms. */
  private record Watermark(long ms) {}

  private final Map<Long, Map<Long, WindowSum>> byStart = new TreeMap<>();
  private final long[] watermarksMs;
  private long newestMs = Long.MIN_VALUE;
  private int sinceWatermark;

  /** The window of the last event, which is mostly that of the next one too. */
  private long lastStartMs = Long.MIN_VALUE;

  private Map<Long, WindowSum> lastWindow;

  Windows(RunSpec spec, int thread, Rings rings) {
    super(spec, thread, rings);
    watermarksMs = new long[threads];
    Arrays.fill(watermarksMs, Long.MIN_VALUE);
  }

  @Override
  void input(long index) {
    Event event = Events.windowed(index);
    newestMs = Math.max(newestMs, event.time);
    put(0, (int) (event.key % threads), event);
    if (++sinceWatermark == WATERMARK_EVERY) {
      sinceWatermark = 0;
      watermark(newestMs - Events.DISORDER_MS);
    }
  }

  @Override
  void onInputsEnded() {
    watermark(Long.MAX_VALUE);
  }

  private void watermark(long ms) {
    Watermark watermark = new Watermark(ms);
    for (int to = 0; to < threads; to++) {
      put(0, to, watermark);
    }
  }

  @Override
  void onRecord(int stage, int from, Object record) {
    if (record instanceof Watermark watermark) {
      watermarksMs[from] = watermark.ms();
      end(Arrays.stream(watermarksMs).min().getAsLong());
      return;
    }
    Event event = (Event) record;
    long startMs = event.time - event.time % SIZE_MS;
    if (startMs != lastStartMs) {
      lastWindow = byStart.computeIfAbsent(startMs, ms -> new HashMap<>());
      lastStartMs = startMs;
    }
    WindowSum sum = lastWindow.get(event.key);
    if (sum == null) {
      sum = new WindowSum(event.key, startMs, 0, 0);
      lastWindow.put(event.key, sum);
    }
    sum.sum += event.value;
    sum.count++;
  }

  private void end(long watermarkMs) {
    Iterator<Map.Entry<Long, Map<Long, WindowSum>>> windows = byStart.entrySet().iterator();
    while (windows.hasNext()) {
      Map.Entry<Long, Map<Long, WindowSum>> window = windows.next();
      if (window.getKey() + SIZE_MS - 1 > watermarkMs) {
        return;
      }
      for (WindowSum sum : window.getValue().values()) {
        sink.add(sum.part(), sum.count);
      }
      windows.remove();
      lastStartMs = Long.MIN_VALUE;
    }
  }
}
