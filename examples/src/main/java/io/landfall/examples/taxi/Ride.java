package io.landfall.examples.taxi;

import io.landfall.api.DataStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.connector.files.format.CsvFormat;
import io.landfall.connector.files.source.FileSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * One ride of a taxi, which is reported when it ends.
 *
 * @param payment the code of how it was paid; empty if it is not known
 * @param cents all that was paid, in US cents; less than 0 for money given back
 */
record Ride(int zone, long pickupMs, long dropoffMs, String payment, long cents) {

  /** Rides take a day at most in this data, which is how late one that ends can be. */
  private static final Duration LONGEST = Duration.ofDays(1);

  static Ride of(Map<String, String> row) {
    return new Ride(
        Integer.parseInt(row.get("pickup_location_id")),
        millis(row.get("pickup_datetime")),
        millis(row.get("dropoff_datetime")),
        row.get("payment_type") == null ? "" : row.get("payment_type"),
        new BigDecimal(row.get("total_amount")).movePointRight(2).longValueExact());
  }

  private static long millis(String time) {
    return LocalDateTime.parse(time.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /** The rides in a file, by the time of their beginning. */
  static DataStream<Ride> in(StreamEnvironment env, String file) {
    var rows = FileSource.builder(CsvFormat.maps()).paths(file).build();
    return env.from(rows)
        .map(Ride::of)
        .watermarks(
            WatermarkStrategy.<Ride>boundedOutOfOrderness(LONGEST)
                .withTimestamps((ride, before) -> ride.pickupMs()));
  }
}
