package io.landfall.api.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlignedWindowsTest {

  private static Duration ms(long ms) {
    return Duration.ofMillis(ms);
  }

  static List<AlignedWindows> all() {
    return List.of(
        TumblingWindows.eventTime(ms(7)),
        TumblingWindows.eventTime(ms(7)).withOffset(ms(-3)),
        TumblingWindows.eventTime(ms(1)),
        SlidingWindows.eventTime(ms(10), ms(5)),
        SlidingWindows.eventTime(ms(11), ms(4)).withOffset(ms(3)),
        SlidingWindows.eventTime(ms(11), ms(4)).withOffset(ms(-2)),
        SlidingWindows.eventTime(ms(5), ms(5)),
        CumulatingWindows.eventTime(ms(12), ms(3)).withOffset(ms(-5)),
        CumulatingWindows.eventTime(ms(4), ms(4)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void givesTheTimestampsOfASliceTheSameWindowsAndTheNextSliceOthers(AlignedWindows windows) {
    for (long start : new long[] {-40, 0, 1_400_000_000_000L}) {
      for (long timeMs = start; timeMs < start + 60; timeMs++) {
        TimeWindow slice = windows.sliceOf(timeMs);
        List<TimeWindow> expected = windows.windowsOf(timeMs);
        assertThat(slice.startMs()).isLessThanOrEqualTo(timeMs);
        assertThat(slice.endMs()).isGreaterThan(timeMs);
        LongStream.range(slice.startMs(), slice.endMs())
            .forEach(same -> assertThat(windows.windowsOf(same)).isEqualTo(expected));
        assertThat(windows.windowsOf(slice.startMs() - 1)).isNotEqualTo(expected);
        assertThat(windows.windowsOf(slice.endMs())).isNotEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void givesWindowsThatContainTheTimestampThoseThatEndFirstFirst(AlignedWindows windows) {
    for (long timeMs = -50; timeMs < 50; timeMs++) {
      long time = timeMs;
      List<TimeWindow> found = windows.windowsOf(timeMs);
      assertThat(found)
          .isNotEmpty()
          .allMatch(window -> window.startMs() <= time && time <= window.maxTimestampMs())
          .isSortedAccordingTo((a, b) -> Long.compare(a.endMs(), b.endMs()));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void doesNotRunOverAtTheEndsOfTime(AlignedWindows windows) {
    for (long timeMs : new long[] {Long.MIN_VALUE + 1, Long.MAX_VALUE - 1}) {
      assertThat(windows.windowsOf(timeMs))
          .allMatch(window -> window.startMs() <= timeMs && timeMs < window.endMs());
      TimeWindow slice = windows.sliceOf(timeMs);
      assertThat(slice.startMs()).isLessThanOrEqualTo(timeMs);
      assertThat(slice.endMs()).isGreaterThan(timeMs);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void findsTheFirstAndTheLastWindowAsAmongAllOfThem(AlignedWindows windows) {
    for (long start : new long[] {Long.MIN_VALUE, -40, 1_400_000_000_000L, Long.MAX_VALUE - 59}) {
      for (int i = 0; i < 60; i++) {
        List<TimeWindow> all = windows.windowsOf(start + i);
        assertThat(windows.firstWindowOf(start + i)).isEqualTo(all.get(0));
        assertThat(windows.lastWindowOf(start + i)).isEqualTo(all.get(all.size() - 1));
      }
    }
  }
}
