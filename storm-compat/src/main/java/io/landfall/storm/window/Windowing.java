package io.landfall.storm.window;

import io.landfall.storm.window.Eviction.Occasion;
import io.landfall.storm.window.Eviction.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * The windows over the tuples of one task.
 *
 * @param <T> tuples
 */
public final class Windowing<T> {

  /** As often Storm looks whether something has expired, so that windows do not grow too large. */
  private static final int LOOK_EVERY = 100;

  /** Who gets the windows. */
  @FunctionalInterface
  public interface Listener<T> {
    /**
     * @param all in the order in which they came
     * @param fresh those of them that were not in the last window
     * @param expired what left since the last window
     * @param endMs the time at which the window ends
     */
    void onWindow(List<T> all, List<T> fresh, List<T> expired, long endMs);
  }

  /** A tuple, the time that counts for it, and whether it was in the last window. */
  private static final class Entry<T> {
    private final T value;
    private final long timeMs;
    private boolean wasInLast;

    Entry(T value, long timeMs) {
      this.value = value;
      this.timeMs = timeMs;
    }
  }

  private final Listener<T> listener;
  private final WindowSpec spec;
  private final Eviction eviction;
  private final Trigger trigger;
  private final List<T> expired = new ArrayList<>();
  private List<Entry<T>> entries = new ArrayList<>();
  private List<Entry<T>> lastWindow = new ArrayList<>();
  private int sinceLook;
  private long nowMs;
  private long lastTurnMs = Long.MIN_VALUE;

  public Windowing(WindowSpec spec, Listener<T> listener) {
    this.spec = spec;
    this.listener = listener;
    this.eviction = Eviction.of(spec);
    this.trigger = Trigger.of(spec, new Inside());
  }

  /** Whether {@link #onTime} is to be called every {@link WindowSpec#slideMs}. */
  public boolean firesByTheClock() {
    return !spec.eventTime() && spec.slideMs() != null;
  }

  /**
   * @param timeMs the tuple's own, or the clock's
   */
  public void add(T value, long timeMs, long clockMs) {
    nowMs = clockMs;
    // What comes in the millisecond in which a window fired, and after it, is of the next one.
    // Storm loses it: it is in none.
    boolean isTie = firesByTheClock() && timeMs <= lastTurnMs;
    entries.add(new Entry<>(value, isTie ? lastTurnMs + 1 : timeMs));
    eviction.added();
    trigger.added(clockMs);
    look();
  }

  /** No tuple with an earlier time will be added. */
  public void onWatermark(long watermarkMs, long clockMs) {
    nowMs = clockMs;
    trigger.onWatermark(watermarkMs);
    look();
  }

  /** The interval of a window by the clock is over. */
  public void onTime(long clockMs) {
    nowMs = clockMs;
    lastTurnMs = clockMs;
    fire(new Occasion(clockMs, null, null, (long) spec.slideMs()));
  }

  private void look() {
    sinceLook++;
    // Before the first window by the clock, which takes all that there is, nothing is too old.
    // Storm
    // would lose what had to wait for that window for longer than it is long.
    boolean isTooEarly =
        firesByTheClock() && spec.lengthMs() != null && lastTurnMs == Long.MIN_VALUE;
    if (sinceLook >= LOOK_EVERY && !isTooEarly) {
      scan(false);
    }
  }

  private boolean fire(Occasion occasion) {
    eviction.onOccasion(occasion);
    List<Entry<T>> window = scan(true);
    List<T> left = List.copyOf(expired);
    expired.clear();
    List<T> all = new ArrayList<>(window.size());
    List<T> fresh = new ArrayList<>();
    for (Entry<T> entry : window) {
      all.add(entry.value);
      if (!entry.wasInLast) {
        fresh.add(entry.value);
      }
    }
    lastWindow.forEach(entry -> entry.wasInLast = false);
    window.forEach(entry -> entry.wasInLast = true);
    lastWindow = window;
    if (!all.isEmpty()) {
      listener.onWindow(all, fresh, left, occasion.timeMs());
    }
    trigger.reset();
    return !all.isEmpty();
  }

  /**
   * Takes out what has expired.
   *
   * @param whole whether to go on behind the first that has not
   * @return what is in the window
   */
  private List<Entry<T>> scan(boolean whole) {
    List<Entry<T>> window = new ArrayList<>();
    List<Entry<T>> kept = new ArrayList<>(whole ? entries.size() : 1);
    int next = 0;
    for (boolean goOn = true; goOn && next < entries.size(); next++) {
      Entry<T> entry = entries.get(next);
      Verdict verdict = eviction.judge(entry.timeMs, nowMs);
      if (verdict == Verdict.EXPIRE) {
        expired.add(entry.value);
      } else {
        kept.add(entry);
        goOn = whole && verdict != Verdict.STOP;
        if (whole && verdict == Verdict.PROCESS) {
          window.add(entry);
        }
      }
    }
    if (kept.size() < next) {
      kept.addAll(entries.subList(next, entries.size()));
      entries = kept;
    }
    sinceLook = 0;
    return window;
  }

  /**
   * All of it, as plain values.
   *
   * @param toPlain writes a tuple as plain values
   */
  public Object[] state(Function<T, Object> toPlain) {
    List<Object> values = new ArrayList<>(entries.size());
    long[] timesMs = new long[entries.size()];
    boolean[] wereInLast = new boolean[entries.size()];
    for (int i = 0; i < timesMs.length; i++) {
      Entry<T> entry = entries.get(i);
      values.add(toPlain.apply(entry.value));
      timesMs[i] = entry.timeMs;
      wereInLast[i] = entry.wasInLast;
    }
    List<Object> gone = new ArrayList<>(expired.size());
    expired.forEach(value -> gone.add(toPlain.apply(value)));
    return new Object[] {
      values, timesMs, wereInLast, gone, sinceLook, eviction.state(), trigger.state(), lastTurnMs
    };
  }

  /**
   * Takes over what {@link #state} gave; before anything is added.
   *
   * @param fromPlain may give null for a tuple that is left out
   */
  public void restore(Object[] state, Function<Object, T> fromPlain) {
    List<?> values = (List<?>) state[0];
    long[] timesMs = (long[]) state[1];
    boolean[] wereInLast = (boolean[]) state[2];
    for (int i = 0; i < timesMs.length; i++) {
      T value = fromPlain.apply(values.get(i));
      if (value != null) {
        Entry<T> entry = new Entry<>(value, timesMs[i]);
        entry.wasInLast = wereInLast[i];
        entries.add(entry);
        if (entry.wasInLast) {
          lastWindow.add(entry);
        }
      }
    }
    for (Object gone : (List<?>) state[3]) {
      T value = fromPlain.apply(gone);
      if (value != null) {
        expired.add(value);
      }
    }
    sinceLook = (int) state[4];
    eviction.restore((long[]) state[5]);
    trigger.restore((long) state[6]);
    lastTurnMs = (long) state[7];
  }

  /** What triggers ask. */
  private final class Inside implements Trigger.Target {
    @Override
    public boolean fire(Occasion occasion) {
      return Windowing.this.fire(occasion);
    }

    @Override
    public long countUpTo(long timeMs) {
      return entries.stream().filter(entry -> entry.timeMs <= timeMs).count();
    }

    @Override
    public long earliestWithin(long fromExclusiveMs, long toInclusiveMs) {
      return entries.stream()
          .mapToLong(entry -> entry.timeMs)
          .filter(timeMs -> timeMs > fromExclusiveMs && timeMs <= toInclusiveMs)
          .min()
          .orElse(Long.MAX_VALUE);
    }

    @Override
    public long[] timesAtEach(int count, long fromExclusiveMs, long toInclusiveMs) {
      LongStream.Builder times = LongStream.builder();
      int seen = 0;
      long latestMs = Long.MIN_VALUE;
      for (Entry<T> entry : entries) {
        if (entry.timeMs > fromExclusiveMs && entry.timeMs <= toInclusiveMs) {
          latestMs = Math.max(latestMs, entry.timeMs);
          seen++;
          if (seen % count == 0) {
            times.add(latestMs);
          }
        }
      }
      return times.build().toArray();
    }
  }
}
