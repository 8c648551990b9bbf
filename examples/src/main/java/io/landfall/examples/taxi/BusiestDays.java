package io.landfall.examples.taxi;

import io.landfall.api.DataStream;
import io.landfall.api.OperatorStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.window.Aggregates;
import io.landfall.api.window.GlobalWindows;
import io.landfall.api.window.TumblingWindows;
import io.landfall.examples.usage.Usage;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Prints the days on which most rides began: a top-N over the results of windows. */
public final class BusiestDays {

  record Day(LocalDate date, long rides) {}

  private static final Comparator<Day> BUSIEST_FIRST =
      Comparator.comparingLong(Day::rides).reversed().thenComparing(Day::date);

  /** The n days, most rides first, when the input ends. */
  static OperatorStream<List<Day>> of(DataStream<Ride> rides, int n) {
    return rides
        .keyBy(Ride::zone)
        .window(TumblingWindows.eventTime(Duration.ofDays(1)))
        .aggregate(Aggregates.count(), (zone, day, count) -> new Day(dateOf(day.startMs()), count))
        .keyBy(Day::date)
        .window(TumblingWindows.eventTime(Duration.ofDays(1)))
        .reduce((a, b) -> new Day(a.date(), a.rides() + b.rides()))
        .windowAll(GlobalWindows.firingAtEndOfInput())
        .apply((window, days) -> top(days, n));
  }

  private static LocalDate dateOf(long timeMs) {
    return LocalDate.ofEpochDay(Math.floorDiv(timeMs, Duration.ofDays(1).toMillis()));
  }

  private static List<Day> top(Iterable<Day> days, int n) {
    List<Day> sorted = new ArrayList<>();
    days.forEach(sorted::add);
    sorted.sort(BUSIEST_FIRST);
    return List.copyOf(sorted.subList(0, Math.min(n, sorted.size())));
  }

  /**
   * @param args the file with the rides
   */
  public static void main(String[] args) throws Exception {
    Usage.check(BusiestDays.class, args, "RIDES");
    var env = StreamEnvironment.create("busiest-days");
    of(Ride.in(env, args[0]), 10).print();
    env.execute();
  }

  private BusiestDays() {}
}
