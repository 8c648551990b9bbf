package io.landfall.it.benchmarks.runner;

import static io.landfall.it.benchmarks.runner.Catalogue.*;

import io.landfall.it.benchmarks.runner.Results.Series;
import io.landfall.it.benchmarks.runner.Target.Bound;
import io.landfall.it.benchmarks.runner.Target.Verdict;
import io.landfall.it.benchmarks.workload.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What Landfall is to reach. Who gets more records by more CPU has not got far: both count. */
final class Targets {

  static final List<Target> ALL = all();

  private Targets() {}

  /** Of the works that ran. */
  static List<Verdict> judge(Results results) {
    Set<Work> works = results.works();
    return ALL.stream()
        .filter(target -> works.contains(target.work()))
        .map(target -> target.judge(results))
        .toList();
  }

  private static List<Target> all() {
    List<Target> all = new ArrayList<>();
    beats(all, Work.W1, LANDFALL, 3.5, FLINK);
    beats(all, Work.W1, LANDFALL, 6, JET);
    beats(all, Work.W1, LANDFALL, 15, STORM_NO_ACKS);
    beats(all, Work.W1, LANDFALL, 0.6, LOOP_MESH);

    beats(all, Work.W2, LANDFALL, 6, FLINK);
    beats(all, Work.W2, LANDFALL, 2.5, JET);
    beats(all, Work.W2, LANDFALL, 5, STORM_NO_ACKS);
    beats(all, Work.W2, LANDFALL, 0.4, LOOP_MESH);

    Series w2s = series(Work.W2S, LANDFALL);
    all.add(reaches(w2s, Figure.CPU, 1 / 2.0, series(Work.W2, LANDFALL)));

    Series w3 = series(Work.W3, LANDFALL);
    for (Figure percentile : List.of(Figure.P50, Figure.P99, Figure.P999)) {
      List<Series> peers =
          List.of(FLINK_0, FLINK_1, FLINK_100, JET, STORM_ACKS, STORM_NO_ACKS).stream()
              .map(peer -> series(Work.W3, peer))
              .toList();
      all.add(new Target(w3, percentile, Bound.BEATS, 1, peers));
      all.add(reaches(w3, percentile, 1 / 1.5, series(Work.W3, LOOP_MESH)));
    }
    all.add(reaches(w3, Figure.CPU, 1, series(Work.W3, FLINK_1)));

    beats(all, Work.W4, LANDFALL, 6, FLINK);
    beats(all, Work.W4, LANDFALL, 3.5, JET);
    beats(all, Work.W4, LANDFALL, 20, STORM_NO_ACKS);
    beats(all, Work.W4, LANDFALL, 0.6, LOOP_MESH);
    all.add(new Target(series(Work.W4, LANDFALL), Figure.ALLOCATED, Bound.BEATS, 1, List.of()));

    beats(all, Work.W5, LANDFALL, 1.5, FLINK, JET, KAFKA_STREAMS);

    Series without = new Series(Work.W7, LANDFALL, Course.WITHOUT_CHECKPOINTS);
    Series with = new Series(Work.W7, LANDFALL, Course.WITH_CHECKPOINTS);
    all.add(reaches(with, Figure.RATE, 0.9, without));
    all.add(reaches(with, Figure.CPU, 0.9, without));
    all.add(limit(with, Figure.GAP, 20));

    Series w8 = series(Work.W8, LANDFALL);
    all.add(limit(w8, Figure.RECOVERY, 200));
    all.add(reaches(w8, Figure.RECOVERY, 10, series(Work.W8, FLINK)));

    Series w9 = series(Work.W9, LANDFALL);
    all.add(limit(w9, Figure.START, 1500));
    all.add(
        new Target(
            w9,
            Figure.START,
            Bound.BEATS,
            1,
            List.of(series(Work.W9, FLINK), series(Work.W9, JET), series(Work.W9, STORM_ACKS))));

    beats(all, Work.W10, LANDFALL_STORM, 10, STORM_ACKS);
    beats(all, Work.W10, LANDFALL_STORM_AT_LEAST_ONCE, 10, STORM_ACKS);
    beats(all, Work.W10, LANDFALL_STORM_NO_ACKS, 5, STORM_NO_ACKS);
    beats(all, Work.W10, LANDFALL_STORM_200, 1 / 1.5, LANDFALL_STORM_4);
    return List.copyOf(all);
  }

  private static void beats(
      List<Target> all, Work work, String subject, double factor, String... others) {
    List<Series> of = List.of(others).stream().map(other -> series(work, other)).toList();
    all.add(new Target(series(work, subject), Figure.RATE, Bound.REACHES, factor, of));
    all.add(new Target(series(work, subject), Figure.CPU, Bound.REACHES, factor, of));
  }

  private static Target reaches(Series subject, Figure figure, double factor, Series other) {
    return new Target(subject, figure, Bound.REACHES, factor, List.of(other));
  }

  private static Target limit(Series subject, Figure figure, double atMost) {
    return new Target(subject, figure, Bound.REACHES, atMost, List.of());
  }

  private static Series series(Work work, String variant) {
    return new Series(work, variant, "");
  }
}
