package io.landfall.examples.accesslog;

import io.landfall.api.DataStream;
import io.landfall.api.OperatorStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.api.window.Aggregates;
import io.landfall.api.window.TumblingWindows;
import io.landfall.examples.usage.Usage;
import io.landfall.operators.source.TextFileSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Prints the most popular pages of each window of an access log.
 *
 * <p>First the hits of each page, in parallel; then the largest of these counts. The results of the
 * first windows have the timestamp of their end, and so fall into the second ones of the same size.
 */
public final class TopPages {

  record Page(String path, long hits) {}

  record Top(Instant from, List<Page> pages) {}

  private static final Comparator<Page> MOST_FIRST =
      Comparator.comparingLong(Page::hits).reversed().thenComparing(Page::path);

  static OperatorStream<Top> of(DataStream<String> lines, Duration size, int n) {
    return lines
        .map(Hit::parse)
        .watermarks(
            WatermarkStrategy.<Hit>boundedOutOfOrderness(Duration.ofSeconds(60))
                .withTimestamps((hit, before) -> hit.atMs()))
        .keyBy(Hit::path)
        .window(TumblingWindows.eventTime(size))
        .aggregate(Aggregates.count(), (path, window, hits) -> new Page(path, hits))
        .windowAll(TumblingWindows.eventTime(size))
        .apply((window, pages) -> new Top(Instant.ofEpochMilli(window.startMs()), top(pages, n)));
  }

  private static List<Page> top(Iterable<Page> pages, int n) {
    List<Page> sorted = new ArrayList<>();
    pages.forEach(sorted::add);
    sorted.sort(MOST_FIRST);
    return List.copyOf(sorted.subList(0, Math.min(n, sorted.size())));
  }

  /**
   * @param args the log's path
   */
  public static void main(String[] args) throws Exception {
    Usage.check(TopPages.class, args, "LOG");
    var env = StreamEnvironment.create("top-pages");
    of(env.from(TextFileSource.of(args[0])), Duration.ofHours(6), 5).print();
    env.execute();
  }

  private TopPages() {}
}
