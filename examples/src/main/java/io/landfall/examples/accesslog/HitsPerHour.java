package io.landfall.examples.accesslog;

import io.landfall.api.DataStream;
import io.landfall.api.OperatorStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.OutputTag;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.api.window.Aggregates;
import io.landfall.api.window.TumblingWindows;
import io.landfall.examples.usage.Usage;
import io.landfall.operators.source.TextFileSource;
import java.time.Duration;
import java.time.Instant;

/**
 * Prints how many hits an access log has for each hour and status, and the lines that came late.
 */
public final class HitsPerHour {

  static final OutputTag<Hit> LATE = new OutputTag<>("late");

  record Hits(Instant from, int status, long hits) {}

  static OperatorStream<Hits> of(
      DataStream<String> lines, Duration size, WatermarkStrategy<Hit> watermarks) {
    return lines
        .map(Hit::parse)
        .watermarks(watermarks.withTimestamps((hit, before) -> hit.atMs()))
        .keyBy(Hit::status)
        .window(TumblingWindows.eventTime(size))
        .sideOutputLateData(LATE)
        .aggregate(
            Aggregates.count(),
            (status, window, hits) ->
                new Hits(Instant.ofEpochMilli(window.startMs()), status, hits));
  }

  /**
   * @param args the log's path
   */
  public static void main(String[] args) throws Exception {
    Usage.check(HitsPerHour.class, args, "LOG");
    var env = StreamEnvironment.create("hits-per-hour");
    var hours =
        of(
            env.from(TextFileSource.of(args[0])),
            Duration.ofHours(1),
            WatermarkStrategy.boundedOutOfOrderness(Duration.ofSeconds(60)));
    hours.print();
    hours.sideOutput(LATE).map(hit -> "late: " + hit).print();
    env.execute();
  }

  private HitsPerHour() {}
}
