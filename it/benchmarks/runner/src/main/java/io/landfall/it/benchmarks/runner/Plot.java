package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.runner.Results.Series;
import io.landfall.it.benchmarks.workload.Work;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The rates as bars, a group for each work, on a logarithmic axis. */
final class Plot {

  private static final int WIDTH = 1200;
  private static final int HEIGHT = 600;

  private Plot() {}

  /** True for the name of a file that can be drawn. */
  static boolean canWrite(Path file) {
    return isSvg(file) || file.toString().endsWith(".png");
  }

  /**
   * @return false if there is no rate to draw
   */
  static boolean write(Path file, Machine machine, Results results) throws IOException {
    List<Work> works = results.works().stream().filter(work -> hasRates(results, work)).toList();
    if (works.isEmpty()) {
      return false;
    }
    CategoryChart chart = chart(machine, results, works);
    String name = file.toString();
    if (isSvg(file)) {
      VectorGraphicsEncoder.saveVectorGraphic(chart, name, VectorGraphicsFormat.SVG);
    } else {
      BitmapEncoder.saveBitmap(chart, name, BitmapFormat.PNG);
    }
    return true;
  }

  private static boolean isSvg(Path file) {
    return file.toString().endsWith(".svg");
  }

  /** At a fixed rate there is nothing to compare. */
  private static boolean hasRates(Results results, Work work) {
    return work != Work.W3
        && results.series(work).stream()
            .anyMatch(series -> results.median(series, Figure.RATE).isPresent());
  }

  private static double lowest(Results results, List<Work> works) {
    return works.stream()
        .flatMap(work -> results.series(work).stream())
        .flatMap(series -> results.median(series, Figure.RATE).stream())
        .mapToDouble(Double::doubleValue)
        .min()
        .orElseThrow();
  }

  private static CategoryChart chart(Machine machine, Results results, List<Work> works) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Records per second: " + machine.date() + ", " + machine.cores() + " cores")
            .yAxisTitle("records/s")
            .build();
    chart.getStyler().setYAxisLogarithmic(true);
    // Bars begin at 0 by themselves, which has no logarithm.
    chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(lowest(results, works))) - 1));
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setAvailableSpaceFill(0.9);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    Set<String> names = new LinkedHashSet<>();
    works.forEach(work -> bars(results, work).forEach(series -> names.add(series.variant())));
    chart.getStyler().setSeriesColors(colors(names.size()));
    List<String> categories = works.stream().map(Work::name).toList();
    for (String name : names) {
      List<Double> rates = new ArrayList<>();
      for (Work work : works) {
        rates.add(
            bars(results, work)
                .filter(series -> series.variant().equals(name))
                .findFirst()
                .flatMap(series -> results.median(series, Figure.RATE))
                .orElse(null));
      }
      chart.addSeries(name, categories, rates);
    }
    return chart;
  }

  /** One for each variant: that with checkpoints, where there are both. */
  private static Stream<Series> bars(Results results, Work work) {
    return results.series(work).stream()
        .filter(series -> !series.setting().equals(Course.WITHOUT_CHECKPOINTS));
  }

  /** No two alike: neighbours differ in brightness, and all in hue. */
  private static Color[] colors(int count) {
    Color[] colors = new Color[count];
    for (int i = 0; i < count; i++) {
      colors[i] = Color.getHSBColor(0.6f + i / (float) count, 0.75f, i % 2 == 0 ? 0.9f : 0.6f);
    }
    return colors;
  }
}
