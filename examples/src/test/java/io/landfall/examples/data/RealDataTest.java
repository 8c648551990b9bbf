package io.landfall.examples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.landfall.api.DataStream;
import io.landfall.api.OperatorStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.KeySelector;
import io.landfall.api.function.MapFunction;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.api.window.Aggregates;
import io.landfall.api.window.GlobalWindows;
import io.landfall.api.window.TumblingWindows;
import io.landfall.connector.files.format.CsvFormat;
import io.landfall.connector.files.format.JsonLinesFormat;
import io.landfall.connector.files.source.FileSource;
import io.landfall.testkit.CollectingSink;
import io.landfall.testkit.JobTest;
import io.landfall.testkit.LandfallExtension;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Questions to real data whose answers were computed twice, without any of our code. */
@Timeout(60)
@ExtendWith(LandfallExtension.class)
class RealDataTest {

  /** Of a group: rows, and the sum of something in hundredths. */
  private record Sum(String group, long rows, long hundredths) {
    Sum plus(Sum other) {
      return new Sum(group, rows + other.rows, hundredths + other.hundredths);
    }
  }

  private static String file(String name) throws Exception {
    return Path.of(RealDataTest.class.getResource(name).toURI()).toString();
  }

  private static DataStream<Map<String, String>> rows(StreamEnvironment env, String name)
      throws Exception {
    return env.from(FileSource.builder(CsvFormat.maps()).paths(file(name)).build());
  }

  private interface Job<T> {
    DataStream<T> declare(StreamEnvironment env) throws Exception;
  }

  private static <T> List<T> run(JobTest test, Job<T> job) throws Exception {
    CollectingSink<T> results = test.collect();
    StreamEnvironment env = test.environment();
    job.declare(env).sinkTo(results);
    test.run(env);
    return results.results();
  }

  private static <T> Map<String, Long> countBy(
      JobTest test, Job<T> job, KeySelector<T, String> group) throws Exception {
    Map<String, Long> counts = new HashMap<>();
    run(
            test,
            env ->
                job.declare(env)
                    .keyBy(group)
                    .window(GlobalWindows.firingAtEndOfInput())
                    .aggregate(
                        Aggregates.<T>count(), (key, window, count) -> new Sum(key, count, 0)))
        .forEach(each -> counts.put(each.group(), each.rows()));
    return counts;
  }

  private static OperatorStream<Sum> sumBy(
      DataStream<Map<String, String>> rows, MapFunction<Map<String, String>, Sum> sum) {
    return rows.map(sum)
        .keyBy(Sum::group)
        .window(GlobalWindows.firingAtEndOfInput())
        .reduce(Sum::plus);
  }

  private static long hundredths(String number) {
    return number == null || number.isEmpty() || number.equals("NA")
        ? 0
        : new BigDecimal(number).movePointRight(2).longValueExact();
  }

  private static Map<String, Sum> byGroup(List<Sum> sums) {
    Map<String, Sum> map = new HashMap<>();
    sums.forEach(each -> map.put(each.group(), each));
    return map;
  }

  @Test
  void addsUpDelaysOfFlightsByOrigin(JobTest test) throws Exception {
    List<Sum> sums =
        run(
            test,
            env ->
                sumBy(
                    rows(env, "flights-2001-20k.csv.gz"),
                    row -> new Sum(row.get("origin"), 1, hundredths(row.get("delay")))));
    assertThat(sums)
        .contains(
            new Sum("DFW", 1_103, 10_462_00),
            new Sum("ORD", 1_095, 8_181_00),
            new Sum("ATL", 846, 6_611_00),
            new Sum("LAX", 777, 7_289_00),
            new Sum("PHX", 633, 7_627_00));
    assertThat(sums.stream().mapToLong(Sum::rows).sum()).isEqualTo(20_000);
  }

  @Test
  void addsUpDelaysOfAirlinesTakingNoneForZero(JobTest test) throws Exception {
    List<Sum> sums =
        run(
            test,
            env ->
                sumBy(
                    rows(env, "airline-2014-01-sample.csv.gz"),
                    row -> new Sum(row.get("UniqueCarrier"), 1, hundredths(row.get("ArrDelay")))));
    assertThat(sums)
        .contains(
            new Sum("WN", 2_008, 24_376_00),
            new Sum("EV", 1_195, 14_622_00),
            new Sum("OO", 1_159, 5_740_00),
            new Sum("DL", 1_131, 13_643_00),
            new Sum("AA", 905, 4_112_00));
    Map<String, Long> cancelled =
        countBy(
            test,
            env ->
                rows(env, "airline-2014-01-sample.csv.gz")
                    .filter(row -> row.get("Cancelled").equals("1")),
            row -> row.get("UniqueCarrier"));
    assertThat(cancelled)
        .contains(
            entry("WN", 92L),
            entry("EV", 198L),
            entry("OO", 107L),
            entry("DL", 59L),
            entry("AA", 33L));
    assertThat(cancelled.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(701);
  }

  @Test
  void countsEarthquakesAndFindsTheStrongest(JobTest test) throws Exception {
    Job<Map<String, String>> all = env -> rows(env, "earthquakes-2018-week.csv.gz");
    assertThat(countBy(test, all, row -> row.get("net")))
        .contains(
            entry("ci", 386L),
            entry("nc", 370L),
            entry("ak", 297L),
            entry("nn", 260L),
            entry("us", 168L));
    assertThat(countBy(test, all, row -> row.get("type")))
        .containsOnly(
            entry("earthquake", 1_679L), entry("explosion", 15L), entry("quarry blast", 13L));
    List<Map<String, String>> strong =
        run(
            test,
            env ->
                all.declare(env)
                    .filter(
                        row ->
                            !row.get("mag").isEmpty()
                                && Double.parseDouble(row.get("mag")) >= 4.5));
    assertThat(strong).hasSize(85);
    Map<String, String> strongest =
        strong.stream()
            .max(Comparator.comparingDouble(row -> Double.parseDouble(row.get("mag"))))
            .orElseThrow();
    assertThat(strongest.get("mag")).isEqualTo("6.4");
    assertThat(strongest.get("place")).contains("Hualian, Taiwan");
  }

  @Test
  void addsUpAndFindsTheWarmestHourOfEachAirport(JobTest test) throws Exception {
    Map<String, Sum> sums =
        byGroup(
            run(
                test,
                env ->
                    sumBy(
                        rows(env, "nyc-weather-2013.csv.gz"),
                        row -> new Sum(row.get("origin"), 1, hundredths(row.get("temp"))))));
    assertThat(sums)
        .containsOnly(
            entry("EWR", new Sum("EWR", 8_703, 483_366_10)),
            entry("JFK", new Sum("JFK", 8_706, 474_234_54)),
            entry("LGA", new Sum("LGA", 8_706, 485_469_24)));
    List<Sum> warmest =
        run(
            test,
            env ->
                rows(env, "nyc-weather-2013.csv.gz")
                    .map(row -> new Sum(row.get("origin"), 1, hundredths(row.get("temp"))))
                    .keyBy(Sum::group)
                    .window(GlobalWindows.firingAtEndOfInput())
                    .reduce((a, b) -> a.hundredths() >= b.hundredths() ? a : b));
    assertThat(warmest)
        .containsExactlyInAnyOrder(
            new Sum("EWR", 1, 100_04), new Sum("JFK", 1, 98_06), new Sum("LGA", 1, 98_96));
  }

  private record Reading(Instant at, double value) {
    static Reading of(Map<String, String> row) {
      return new Reading(
          LocalDateTime.parse(row.get("timestamp").replace(' ', 'T')).toInstant(ZoneOffset.UTC),
          Double.parseDouble(row.get("value")));
    }
  }

  private record Day(LocalDate date, double lowest) {}

  @Test
  void findsTheDaysOnWhichAMachineWasColdestAlthoughItsClockWentBack(JobTest test)
      throws Exception {
    List<Day> days =
        run(
            test,
            env ->
                rows(env, "machine-temperature.csv.gz")
                    .map(Reading::of)
                    .watermarks(
                        WatermarkStrategy.<Reading>boundedOutOfOrderness(Duration.ofHours(1))
                            .withTimestamps((reading, before) -> reading.at().toEpochMilli()))
                    .windowAll(TumblingWindows.eventTime(Duration.ofDays(1)))
                    .aggregate(
                        Aggregates.min(Reading::value),
                        (window, lowest) ->
                            new Day(LocalDate.ofEpochDay(window.startMs() / 86_400_000), lowest)));
    assertThat(days).hasSize(80);
    List<Day> coldest = days.stream().sorted(Comparator.comparingDouble(Day::lowest)).toList();
    assertThat(coldest.get(0).date()).isEqualTo(LocalDate.of(2013, 12, 16));
    assertThat(coldest.get(0).lowest()).isCloseTo(2.084721206, within(5e-10));
    assertThat(coldest.get(1).date()).isEqualTo(LocalDate.of(2014, 2, 8));
    assertThat(coldest.get(1).lowest()).isCloseTo(25.8878, within(0.00005));
    assertThat(coldest.get(2).date()).isEqualTo(LocalDate.of(2014, 2, 9));
    assertThat(coldest.get(2).lowest()).isCloseTo(29.4262, within(0.00005));
  }

  @Test
  void countsEventsByType(JobTest test) throws Exception {
    Job<JsonNode> events =
        env ->
            env.from(
                FileSource.builder(JsonLinesFormat.trees())
                    .paths(file("github-events-2021-07-21.jsonl.gz"))
                    .build());
    assertThat(countBy(test, events, event -> event.get("type").asText()))
        .containsOnly(
            entry("PushEvent", 425L),
            entry("CreateEvent", 103L),
            entry("PullRequestEvent", 64L),
            entry("WatchEvent", 58L),
            entry("IssueCommentEvent", 36L),
            entry("PullRequestReviewEvent", 28L),
            entry("DeleteEvent", 23L),
            entry("IssuesEvent", 21L),
            entry("ForkEvent", 19L),
            entry("PullRequestReviewCommentEvent", 10L),
            entry("MemberEvent", 4L),
            entry("ReleaseEvent", 3L),
            entry("PublicEvent", 2L),
            entry("CommitCommentEvent", 2L),
            entry("GollumEvent", 2L));
    assertThat(countBy(test, events, event -> event.get("actor_id").asText())).hasSize(573);
    assertThat(countBy(test, events, event -> event.get("id").asText())).hasSize(800);
  }

  @Test
  void countsCommitsMergesAuthorsAndYears(JobTest test) throws Exception {
    Job<Map<String, String>> commits = env -> rows(env, "commits-storm-kafka.csv.gz");
    assertThat(countBy(test, commits, row -> row.get("project")))
        .containsOnly(entry("kafka", 14_054L), entry("storm", 11_777L));
    assertThat(
            countBy(
                test,
                env -> commits.declare(env).filter(row -> Integer.parseInt(row.get("parents")) > 1),
                row -> row.get("project")))
        .containsOnly(entry("kafka", 42L), entry("storm", 2_949L));
    Map<String, Long> authors =
        countBy(test, commits, row -> row.get("project") + " " + row.get("author_id"));
    assertThat(authors.keySet().stream().filter(each -> each.startsWith("kafka "))).hasSize(1_492);
    assertThat(authors.keySet().stream().filter(each -> each.startsWith("storm "))).hasSize(581);
    Map<String, Long> years = countBy(test, commits, row -> yearOf(row.get("author_time_s")));
    assertThat(years)
        .containsOnly(
            entry("2011", 374L),
            entry("2012", 1_604L),
            entry("2013", 892L),
            entry("2014", 1_832L),
            entry("2015", 2_960L),
            entry("2016", 3_195L),
            entry("2017", 2_657L),
            entry("2018", 1_993L),
            entry("2019", 1_624L),
            entry("2020", 1_633L),
            entry("2021", 1_337L),
            entry("2022", 1_127L),
            entry("2023", 1_699L),
            entry("2024", 2_122L),
            entry("2025", 280L),
            entry("2026", 502L));
  }

  private static String yearOf(String seconds) {
    return Integer.toString(
        Instant.ofEpochSecond(Long.parseLong(seconds)).atZone(ZoneOffset.UTC).getYear());
  }

  @Test
  void addsUpWhatRidesOf2020CostByPaymentAndCountsThemByZone(JobTest test) throws Exception {
    Job<Map<String, String>> rides = env -> rows(env, "nyc-taxi-2020-sample.csv.gz");
    assertThat(
            run(
                test,
                env ->
                    sumBy(
                        rides.declare(env),
                        row ->
                            new Sum(
                                row.get("payment_type"), 1, hundredths(row.get("total_amount"))))))
        .containsExactlyInAnyOrder(
            new Sum("", 7_872, 256_614_87),
            new Sum("1", 78_173, 1_421_641_21),
            new Sum("2", 32_622, 474_882_49),
            new Sum("3", 891, 8_182_29),
            new Sum("4", 442, -967_16));
    assertThat(countBy(test, rides, row -> row.get("pickup_location_id")))
        .contains(
            entry("237", 5_356L),
            entry("236", 5_307L),
            entry("186", 4_128L),
            entry("141", 3_798L),
            entry("142", 3_737L));
  }
}
