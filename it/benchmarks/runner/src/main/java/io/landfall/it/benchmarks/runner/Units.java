package io.landfall.it.benchmarks.runner;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Figures for people: three digits, and the unit that keeps them short. */
final class Units {

  private Units() {}

  static String rate(double perSecond) {
    return scaled(perSecond, new String[] {"/s", "k/s", "M/s", "G/s"}, 1000);
  }

  static String bytes(double bytes) {
    return scaled(bytes, new String[] {"B", "KiB", "MiB", "GiB"}, 1024);
  }

  static String ns(double ns) {
    return scaled(ns, new String[] {"ns", "µs", "ms", "s"}, 1000);
  }

  static String ms(double ms) {
    return digits(ms) + " ms";
  }

  static String cores(double cores) {
    return String.format(Locale.ROOT, "%.2f", cores);
  }

  static String times(double ratio) {
    return digits(ratio) + " ×";
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String scaled(double value, String[] units, int step) {
    int unit = 0;
    double rest = value;
    // From 999.5 on, three digits would show the next unit's first.
    while (rest >= step - 0.5 && unit < units.length - 1) {
      rest /= step;
      unit++;
    }
    return digits(rest) + " " + units[unit];
  }

  /** Three significant digits, at most two behind the point, and no zeros at the end of those. */
  private static String digits(double value) {
    if (value >= 999.5) {
      return count(Math.round(value));
    }
    BigDecimal rounded =
        new BigDecimal(value)
            .round(new MathContext(3, RoundingMode.HALF_UP))
            .setScale(2, RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return rounded.toPlainString();
  }
}
