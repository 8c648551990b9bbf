package io.landfall.operators.harness;

import io.landfall.operators.spi.KeyedTimers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Timers as a list that is searched. Of equal times, the one registered first is first. */
final class NaiveTimers implements KeyedTimers {

  record Timer(boolean eventTime, Object key, Object namespace, long timestampMs) {}

  private final NaiveKeyedState keys;
  private final List<Timer> waiting = new ArrayList<>();

  NaiveTimers(NaiveKeyedState keys) {
    this.keys = keys;
  }

  @Override
  public void registerEventTimer(Object namespace, long timestampMs) {
    add(new Timer(true, keys.requireKey(), namespace, timestampMs));
  }

  @Override
  public void registerProcessingTimer(Object namespace, long timestampMs) {
    add(new Timer(false, keys.requireKey(), namespace, timestampMs));
  }

  @Override
  public void deleteEventTimer(Object namespace, long timestampMs) {
    waiting.remove(new Timer(true, keys.requireKey(), namespace, timestampMs));
  }

  @Override
  public void deleteProcessingTimer(Object namespace, long timestampMs) {
    waiting.remove(new Timer(false, keys.requireKey(), namespace, timestampMs));
  }

  private void add(Timer timer) {
    if (!waiting.contains(timer)) {
      waiting.add(timer);
    }
  }

  /** Takes the first of one kind that is due; empty if none is. */
  Optional<Timer> takeDue(boolean eventTime, long nowMs) {
    Optional<Timer> first =
        waiting.stream()
            .filter(t -> t.eventTime() == eventTime && t.timestampMs() <= nowMs)
            .min(Comparator.comparingLong(Timer::timestampMs));
    first.ifPresent(waiting::remove);
    return first;
  }

  List<Timer> copy() {
    return List.copyOf(waiting);
  }

  void restore(List<Timer> timers, Predicate<Object> owns) {
    timers.stream().filter(timer -> owns.test(timer.key())).forEach(waiting::add);
  }
}
