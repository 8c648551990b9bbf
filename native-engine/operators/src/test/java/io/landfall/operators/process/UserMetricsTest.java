package io.landfall.operators.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.function.Counter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UserMetricsTest {

  @Test
  void aHistogramIsOffByASixteenthAtMost() {
    LogHistogram histogram = new LogHistogram();
    for (long value = 1; value <= 100_000; value++) {
      histogram.update(value);
    }

    assertThat(histogram.count()).isEqualTo(100_000);
    assertThat(histogram.max()).isEqualTo(100_000);
    for (double quantile : new double[] {0.01, 0.5, 0.95, 0.99}) {
      long exact = (long) (100_000 * quantile);
      assertThat(histogram.valueAt(quantile)).isBetween(exact, exact + exact / 16 + 1);
    }
    assertThat(histogram.valueAt(0)).isOne();
    assertThat(histogram.valueAt(1)).isEqualTo(100_000);
  }

  @Test
  void aHistogramTakesTheSmallestAndTheLargestValues() {
    LogHistogram histogram = new LogHistogram();
    assertThat(histogram.valueAt(0.5)).isZero();
    histogram.update(-7);
    histogram.update(Long.MAX_VALUE);

    assertThat(histogram.valueAt(0.5)).isZero();
    assertThat(histogram.valueAt(1)).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> histogram.valueAt(1.1)).hasMessageContaining("quantile 1.1");
  }

  @Test
  void aMeterSaysHowManyCameSinceTheLastLook() {
    AtomicLong nowNs = new AtomicLong();
    CountingMeter meter = new CountingMeter(new PlainCounter(), nowNs::get);
    meter.mark(500);
    nowNs.set(999_999_999);
    assertThat(meter.perSecond()).as("too soon").isZero();
    nowNs.set(2_000_000_000L);
    assertThat(meter.perSecond()).isEqualTo(250);
    nowNs.set(3_000_000_000L);

    assertThat(meter.perSecond()).isZero();
    assertThat(meter.count()).isEqualTo(500);
  }

  private static final class PlainCounter implements Counter {
    private long count;

    @Override
    public void add(long amount) {
      count += amount;
    }

    @Override
    public long value() {
      return count;
    }
  }
}
