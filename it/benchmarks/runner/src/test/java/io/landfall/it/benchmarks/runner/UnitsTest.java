package io.landfall.it.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitsTest {

  @Test
  void showThreeDigitsInTheShortestUnit() {
    assertThat(Units.rate(13_512_345)).isEqualTo("13.5 M/s");
    assertThat(Units.rate(175_400)).isEqualTo("175 k/s");
    assertThat(Units.rate(940)).isEqualTo("940 /s");
    assertThat(Units.rate(999_700)).isEqualTo("1 M/s");
    assertThat(Units.rate(2_691_000_000d)).isEqualTo("2.69 G/s");
    assertThat(Units.ns(79)).isEqualTo("79 ns");
    assertThat(Units.ns(2_730)).isEqualTo("2.73 µs");
    assertThat(Units.bytes(0.0123)).isEqualTo("0.01 B");
    assertThat(Units.bytes(1_536)).isEqualTo("1.5 KiB");
    assertThat(Units.ms(0.146)).isEqualTo("0.15 ms");
    assertThat(Units.ms(12_345)).isEqualTo("12,345 ms");
    assertThat(Units.times(3.5)).isEqualTo("3.5 ×");
    assertThat(Units.times(0)).isEqualTo("0 ×");
  }
}
