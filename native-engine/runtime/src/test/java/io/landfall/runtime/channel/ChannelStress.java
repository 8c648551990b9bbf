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
}
