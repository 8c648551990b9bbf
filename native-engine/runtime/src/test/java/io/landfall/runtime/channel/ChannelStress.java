package io.landfall.runtime.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelStress {

  private static final long RECORDS = 500_000;

  static Stream<Channel> channels() {
    return Stream.of(new SpscRing(1), new SpscRing(8), new SpscRing(1_024), new GrowableChannel());
  }

  @ParameterizedTest
  @MethodSource("channels")
  void losesDoublesAndReordersNothingBetweenTwoThreads(Channel channel) {
    CompletableFuture<Void> producer =
        CompletableFuture.runAsync(
            () -> {
              for (long i = 0; i < RECORDS; i++) {
                while (!channel.offer(i, -i)) {
                  Thread.yield();
                }
              }
            });
    for (long expected = 0; expected < RECORDS; ) {
      Object polled = channel.poll();
      if (polled == null) {
        channel.release();
        Thread.yield();
        continue;
      }
      if (!polled.equals(expected) || channel.timestampMs() != -expected) {
        assertThat(polled).isEqualTo(expected);
        assertThat(channel.timestampMs()).isEqualTo(-expected);
      }
      expected++;
      if ((expected & 63) == 0) {
        channel.release();
      }
    }
    producer.join();
    assertThat(channel.poll()).isNull();
  }

  /** What a task reads: records it was told of, and one by one what is or may be a signal. */
  @ParameterizedTest
  @MethodSource("channels")
  void tellsRecordsFromSignalsBetweenTwoThreads(Channel channel) {
    CompletableFuture<Void> producer =
        CompletableFuture.runAsync(
            () -> {
              for (long i = 0; i < RECORDS; i++) {
                while (!(isSignal(i)
                    ? channel.offerSignal(new Signal.Watermark(i), Channel.NO_TIMESTAMP)
                    : channel.offer(i, Channel.NO_TIMESTAMP))) {
                  Thread.yield();
                }
              }
            });
    for (long expected = 0; expected < RECORDS; ) {
      int upcoming = channel.upcomingRecords(16);
      for (int i = 0; i < upcoming; i++) {
        requireEqual(channel.pollUpcoming(), expected++);
      }
      if (upcoming == 0) {
        Object polled = channel.poll();
        if (polled == null) {
          Thread.yield();
        } else if (polled instanceof Signal.Watermark watermark) {
          requireEqual(isSignal(expected) ? watermark.timestampMs() : watermark, expected++);
        } else {
          requireEqual(polled, expected++);
        }
      }
      channel.release();
    }
    producer.join();
    assertThat(channel.poll()).isNull();
  }

  /** Now some next to each other, now none for long. */
  private static boolean isSignal(long index) {
    return index % 1_009 < 3 || index % 97 == 0;
  }

  private static void requireEqual(Object polled, long expected) {
    if (!polled.equals(expected)) {
      assertThat(polled).isEqualTo(expected);
    }
  }
}
