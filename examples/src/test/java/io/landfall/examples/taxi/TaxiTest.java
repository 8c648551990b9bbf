package io.landfall.examples.taxi;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.StreamEnvironment;
import io.landfall.examples.taxi.BusiestDays.Day;
import io.landfall.examples.taxi.PaymentTotals.Total;
import io.landfall.examples.taxi.ZoneSessions.Session;
import io.landfall.testkit.CollectingSink;
import io.landfall.testkit.JobTest;
import io.landfall.testkit.LandfallExtension;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** 120,000 real rides; totals and days were computed without any of our code. */
@Timeout(60)
@ExtendWith(LandfallExtension.class)
class TaxiTest {

  private static String resource(String name) throws Exception {
    return Path.of(TaxiTest.class.getResource(name).toURI()).toString();
  }

  private static String rides() throws Exception {
    return resource("nyc-taxi-2019-sample.csv.gz");
  }

  @Test
  void findsTheDaysOnWhichMostRidesBegan(JobTest test) throws Exception {
    CollectingSink<List<Day>> results = test.collect();
    StreamEnvironment env = test.environment();
    BusiestDays.of(Ride.in(env, rides()), 3).sinkTo(results);
    test.run(env);
    assertThat(results.results())
        .containsExactly(
            List.of(
                new Day(LocalDate.of(2019, 12, 6), 428),
                new Day(LocalDate.of(2019, 12, 14), 426),
                new Day(LocalDate.of(2019, 7, 25), 422)));
  }

  @Test
  void addsUpWhatWasPaidInWhichWayAndNamesIt(JobTest test) throws Exception {
    CollectingSink<Total> results = test.collect();
    StreamEnvironment env = test.environment();
    PaymentTotals.of(Ride.in(env, rides()), PaymentTotals.types(env, resource("payment-types.csv")))
        .sinkTo(results);
    test.run(env);
    assertThat(results.results())
        .containsExactlyInAnyOrder(
            new Total("", "", 372, 15_032_65),
            new Total("1", "credit card", 85_992, 1_744_140_15),
            new Total("2", "cash", 32_762, 522_707_87),
            new Total("3", "no charge", 625, 7_968_99),
            new Total("4", "dispute", 249, 1_143_01));
  }

  @Test
  void findsTheSessionsOfEachZone(JobTest test) throws Exception {
    CollectingSink<Session> results = test.collect();
    StreamEnvironment env = test.environment().parallelism(2);
    Duration gap = Duration.ofHours(6);
    ZoneSessions.of(Ride.in(env, rides()), gap).sinkTo(results);
    test.run(env);
    assertThat(results.results()).containsExactlyInAnyOrderElementsOf(sessionsByDefinition(gap));
  }

  /** All begins of a zone sorted, and cut where the next one is the gap away or more. */
  private static List<Session> sessionsByDefinition(Duration gap) throws Exception {
    Map<Integer, List<Ride>> byZone = new TreeMap<>();
    for (Ride ride : readAll()) {
      byZone.computeIfAbsent(ride.zone(), zone -> new ArrayList<>()).add(ride);
    }
    List<Session> sessions = new ArrayList<>();
    byZone.forEach(
        (zone, ofZone) -> {
          ofZone.sort(Comparator.comparingLong(Ride::pickupMs));
          int first = 0;
          for (int i = 1; i <= ofZone.size(); i++) {
            long endMs = ofZone.get(i - 1).pickupMs() + gap.toMillis();
            if (i == ofZone.size() || ofZone.get(i).pickupMs() > endMs) {
              List<Ride> session = ofZone.subList(first, i);
              sessions.add(
                  new Session(
                      zone,
                      Instant.ofEpochMilli(session.get(0).pickupMs()),
                      Instant.ofEpochMilli(endMs),
                      session.size(),
                      session.stream().mapToLong(Ride::cents).sum()));
              first = i;
            }
          }
        });
    return sessions;
  }

  private static List<Ride> readAll() throws Exception {
    List<Ride> all = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(rides()))),
                StandardCharsets.UTF_8))) {
      String[] names = lines.readLine().split(",");
      for (String line; (line = lines.readLine()) != null; ) {
        String[] fields = line.split(",", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
          row.put(names[i], fields[i]);
        }
        all.add(Ride.of(row));
      }
    }
    return all;
  }
}
