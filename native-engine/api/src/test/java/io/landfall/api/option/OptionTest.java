package io.landfall.api.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTest {

  @ParameterizedTest
  @CsvSource({"500ms,500", "1s,1000", " 2 S ,2000", "5m,300000", "5min,300000", "1h,3600000"})
  void readsDurationsWithTheirUnit(String text, long ms) {
    assertThat(JobOptions.CHECKPOINT_INTERVAL.parse(text)).isEqualTo(Duration.ofMillis(ms));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "fast", "-1s", "9ms", "99999999999999999999s"})
  void refusesADurationAndSaysWhatItExpects(String text) {
    assertThatThrownBy(() -> JobOptions.CHECKPOINT_INTERVAL.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "option checkpoint.interval: found '"
                + text
                + "', expected a duration of 10ms or more");
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertThat(JobOptions.PARALLELISM.parse("7")).isEqualTo(7);
    assertThatThrownBy(() -> JobOptions.PARALLELISM.parse("0"))
        .hasMessageContaining("a whole number from 1 to 32768");
    assertThatThrownBy(() -> JobOptions.PARALLELISM.parse("two"))
        .hasMessageContaining("found 'two'");
  }

  @Test
  void readsChoicesInAnyCase() {
    assertThat(JobOptions.RESTART.parse("Fixed")).isEqualTo(JobOptions.Restart.FIXED);
    assertThatThrownBy(() -> JobOptions.RESTART.parse("never"))
        .hasMessageContaining("one of [none, fixed, exponential]");
  }

  @Test
  void listsEverySettingOnceWithASentence() {
    Set<String> names = new HashSet<>();
    for (Option<?> option : JobOptions.ALL) {
      assertThat(names.add(option.name())).as(option.name()).isTrue();
      assertThat(option.sentence()).as(option.name()).endsWith(".");
    }
  }

  @Test
  void putsChosenSettingsOverDefaultsWithoutChangingEither() {
    Options two = Options.DEFAULTS.with(JobOptions.PARALLELISM, 2);
    Options three = two.with(Options.DEFAULTS.with(JobOptions.PARALLELISM, 3));

    assertThat(Options.DEFAULTS.get(JobOptions.PARALLELISM)).isEqualTo(1);
    assertThat(two.get(JobOptions.PARALLELISM)).isEqualTo(2);
    assertThat(three.get(JobOptions.PARALLELISM)).isEqualTo(3);
    assertThat(three.isChosen(JobOptions.THREADS)).isFalse();
    assertThat(three.with(JobOptions.PARALLELISM, null).get(JobOptions.PARALLELISM)).isEqualTo(1);
  }
}
