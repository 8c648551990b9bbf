package io.landfall.examples.taxi;

import io.landfall.api.DataStream;
import io.landfall.api.OperatorStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.window.SessionWindows;
import io.landfall.examples.usage.Usage;
import java.time.Duration;
import java.time.Instant;

/**
 * Prints for each zone the times in which taxis kept coming: sessions that end when no ride began
 * there for a while.
 */
public final class ZoneSessions {

  record Session(int zone, Instant from, Instant to, long rides, long cents) {}

  private record Sum(long rides, long cents) {
    Sum plus(Sum other) {
      return new Sum(rides + other.rides, cents + other.cents);
    }
  }

  private record InZone(int zone, Sum sum) {}

  /**
   * @param gap without a ride, which ends a session; it is still part of it
   */
  static OperatorStream<Session> of(DataStream<Ride> rides, Duration gap) {
    return rides
        .map(ride -> new InZone(ride.zone(), new Sum(1, ride.cents())))
        .keyBy(InZone::zone)
        .window(SessionWindows.eventTime(gap))
        .reduce(
            (a, b) -> new InZone(a.zone(), a.sum().plus(b.sum())),
            (zone, window, all) ->
                new Session(
                    zone,
                    Instant.ofEpochMilli(window.startMs()),
                    Instant.ofEpochMilli(window.endMs()),
                    all.sum().rides(),
                    all.sum().cents()));
  }

  /**
   * @param args the file with the rides
   */
  public static void main(String[] args) throws Exception {
    Usage.check(ZoneSessions.class, args, "RIDES");
    var env = StreamEnvironment.create("zone-sessions");
    of(Ride.in(env, args[0]), Duration.ofHours(6)).filter(session -> session.rides() >= 50).print();
    env.execute();
  }

  private ZoneSessions() {}
}
