package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.runner.Results.Series;
import io.landfall.it.benchmarks.runner.Results.Spread;
import io.landfall.it.benchmarks.workload.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Results as one Markdown table for each work, its columns aligned. Pure. */
final class TableWriter {

  private static final String NOTHING = "–";

  private final Results results;

  TableWriter(Results results) {
    this.results = results;
  }

  /** Empty if nothing of the work was measured. */
  String table(Work work) {
    if (results.series(work).isEmpty()) {
      return "";
    }
    List<List<String>> rows =
        switch (work) {
          case W3 -> latencies(work);
          case W7 -> checkpoints(work);
          case W8 -> moments(work, Figure.RECOVERY);
          case W9 -> moments(work, Figure.START);
          default -> rates(work);
        };
    return "**" + work + "** " + work.title() + "\n\n" + align(rows);
  }

  private List<List<String>> rates(Work work) {
    Series base = base(work);
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "system",
            work.unit(),
            "min – max",
            "CPU per record",
            "cores",
            "allocated per record",
            base.variant() + " ÷ it, rate",
            "CPU"));
    for (Series series : results.series(work)) {
      rows.add(
          List.of(
              series.variant(),
              median(series, Figure.RATE),
              range(series, Figure.RATE),
              median(series, Figure.CPU),
              median(series, Figure.CORES),
              median(series, Figure.ALLOCATED),
              ratio(base, series, Figure.RATE),
              ratio(base, series, Figure.CPU)));
    }
    return rows;
  }

  private List<List<String>> latencies(Work work) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("system", "p50", "p99", "p99.9", "max", "CPU per record", "cores", work.unit()));
    for (Series series : results.series(work)) {
      rows.add(
          List.of(
              series.variant(),
              median(series, Figure.P50),
              median(series, Figure.P99),
              median(series, Figure.P999),
              median(series, Figure.MAX),
              median(series, Figure.CPU),
              median(series, Figure.CORES),
              median(series, Figure.RATE)));
    }
    return rows;
  }

  private List<List<String>> checkpoints(Work work) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "system",
            "without checkpoints",
            "one every 100 ms",
            "with ÷ without",
            "longest gap without",
            "longest gap with",
            "CPU per record without",
            "with"));
    List<String> variants = results.series(work).stream().map(Series::variant).distinct().toList();
    for (String variant : variants) {
      Series without = new Series(work, variant, Course.WITHOUT_CHECKPOINTS);
      Series with = new Series(work, variant, Course.WITH_CHECKPOINTS);
      rows.add(
          List.of(
              variant,
              median(without, Figure.RATE),
              median(with, Figure.RATE),
              ratio(with, without, Figure.RATE),
              median(without, Figure.GAP),
              median(with, Figure.GAP),
              median(without, Figure.CPU),
              median(with, Figure.CPU)));
    }
    return rows;
  }

  private List<List<String>> moments(Work work, Figure figure) {
    Series base = base(work);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("system", figure.title(), "min – max", "it ÷ " + base.variant()));
    for (Series series : results.series(work)) {
      rows.add(
          List.of(
              series.variant(),
              median(series, figure),
              range(series, figure),
              ratio(base, series, figure)));
    }
    return rows;
  }

  /** What the others are compared with. */
  private static Series base(Work work) {
    return new Series(work, work == Work.W10 ? Catalogue.LANDFALL_STORM : Catalogue.LANDFALL, "");
  }

  private String median(Series series, Figure figure) {
    return results.median(series, figure).map(figure::format).orElse(NOTHING);
  }

  private String range(Series series, Figure figure) {
    Optional<Spread> spread = results.spread(series, figure);
    return spread
        .map(of -> figure.format(of.min()) + " – " + figure.format(of.max()))
        .orElse(NOTHING);
  }

  /** How many times better the first is. */
  private String ratio(Series better, Series than, Figure figure) {
    Optional<Double> first = results.median(better, figure);
    Optional<Double> second = results.median(than, figure);
    if (first.isEmpty() || second.isEmpty()) {
      return NOTHING;
    }
    return Units.times(
        figure.isBetterHigh() ? first.get() / second.get() : second.get() / first.get());
  }

  private static String align(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < columns; i++) {
        String cell = rows.get(r).get(i);
        String padding = " ".repeat(widths[i] - cell.length());
        table.append("| ").append(i == 0 ? cell + padding : padding + cell).append(' ');
      }
      table.append("|\n");
      if (r == 0) {
        for (int i = 0; i < columns; i++) {
          String dashes = "-".repeat(widths[i]);
          table.append(i == 0 ? "| " + dashes + " " : "| " + dashes.substring(1) + ": ");
        }
        table.append("|\n");
      }
    }
    return table.toString();
  }
}
