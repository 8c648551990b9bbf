package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.runner.Results.Series;
import io.landfall.it.benchmarks.workload.Work;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * That one figure be better than a limit, or better by a factor than the best of others. Pure.
 *
 * @param subject whose figure it is
 * @param others none if {@code factor} is the limit itself
 * @param factor with others: how many times better the subject is to be, below 1 for worse
 */
record Target(Series subject, Figure figure, Bound bound, double factor, List<Series> others) {

  enum Bound {
    REACHES,
    /** Equal is not enough. */
    BEATS
  }

  enum State {
    REACHED,
    MISSED,
    /** Something that it is about was not measured. */
    OPEN
  }

  /**
   * @param text the whole line
   */
  record Verdict(Target target, State state, String text) {}

  Work work() {
    return subject.work();
  }

  Verdict judge(Results results) {
    List<String> missing = new ArrayList<>();
    List<Series> all = new ArrayList<>(List.of(subject));
    all.addAll(others);
    for (Series series : all) {
      if (results.median(series, figure).isEmpty()) {
        missing.add(name(series));
      }
    }
    if (!missing.isEmpty()) {
      return verdict(State.OPEN, "not measured: " + String.join(", ", missing));
    }
    double own = results.median(subject, figure).orElseThrow();
    if (others.isEmpty()) {
      return verdict(isReached(factor / own, 1) ? State.REACHED : State.MISSED, figure.format(own));
    }
    Series best = best(series -> results.median(series, figure).orElseThrow());
    double theirs = results.median(best, figure).orElseThrow();
    double times = figure.isBetterHigh() ? own / theirs : theirs / own;
    return verdict(
        isReached(times, factor) ? State.REACHED : State.MISSED,
        Units.times(isCeiling() ? 1 / times : times)
            + " ("
            + figure.format(own)
            + " against "
            + figure.format(theirs)
            + (others.size() > 1 ? " of " + name(best) : "")
            + ")");
  }

  private boolean isReached(double times, double wanted) {
    return bound == Bound.BEATS ? times > wanted : times >= wanted;
  }

  /** True for a cost that may be as high as the others', or higher. */
  private boolean isCeiling() {
    return !figure.isBetterHigh() && factor <= 1;
  }

  private Series best(ToDoubleFunction<Series> median) {
    Comparator<Series> byMedian = Comparator.comparingDouble(median);
    Optional<Series> best =
        figure.isBetterHigh() ? others.stream().max(byMedian) : others.stream().min(byMedian);
    return best.orElseThrow();
  }

  private Verdict verdict(State state, String measured) {
    String word =
        switch (state) {
          case REACHED -> "reached";
          case MISSED -> "MISSED ";
          case OPEN -> "open   ";
        };
    return new Verdict(this, state, word + "  " + sentence() + ": " + measured);
  }

  /** What is wanted. */
  String sentence() {
    String start = name(subject) + ", " + figure.title() + ": ";
    if (others.isEmpty()) {
      return start + (bound == Bound.BEATS ? "less than " : "at most ") + figure.format(factor);
    }
    String names = others.stream().map(this::name).collect(Collectors.joining(", "));
    String against = others.size() == 1 ? names : "the best of " + names;
    if (bound == Bound.BEATS) {
      return start + "better than " + against;
    }
    if (isCeiling()) {
      return start + "at most " + Units.times(1 / factor) + " " + against;
    }
    return start
        + "at least "
        + Units.times(factor)
        + (figure.isBetterHigh() ? " " : " less than ")
        + against;
  }

  /** With the work where it is not the subject's. */
  private String name(Series series) {
    return (series == subject || series.work() != work() ? series.work() + " " : "")
        + series.variant()
        + (series.setting().isEmpty() ? "" : " " + series.setting());
  }
}
