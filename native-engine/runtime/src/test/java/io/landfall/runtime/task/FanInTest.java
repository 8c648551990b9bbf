package io.landfall.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.runtime.channel.Channel;
import io.landfall.runtime.channel.ChannelSender;
import io.landfall.runtime.channel.Signal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FanInTest {

  private static final Signal END = Signal.EndOfInput.INSTANCE;

  private final FanIn fanIn = new FanIn(2, 8);
  private final ChannelSender first = fanIn.sender(0);
  private final ChannelSender second = fanIn.sender(1);

  @Test
  void passesRecordsOnInTheOrderInWhichTheyWereOffered() {
    assertThat(first.offer("a", 1)).isTrue();
    assertThat(second.offer("b", 2)).isTrue();
    assertThat(send(first, Signal.NullRecord.INSTANCE)).isTrue();

    assertThat(received()).containsExactly("a", "b", Signal.NullRecord.INSTANCE);
  }

  @Test
  void takesNothingBehindABarrierThatTheOtherHasNotPassed() {
    Signal barrier = new Signal.Barrier(1);
    assertThat(send(first, barrier)).isTrue();

    assertThat(first.offer("behind", 0)).isFalse();
    assertThat(send(first, new Signal.Watermark(1))).isFalse();
    assertThat(send(first, END)).isFalse();
    assertThat(send(first, new Signal.Barrier(2))).isFalse();
    assertThat(second.offer("before", 0)).isTrue();
    assertThat(received()).containsExactly("before");

    assertThat(send(second, barrier)).isTrue();
    assertThat(first.offer("behind", 0)).isTrue();
    assertThat(received()).containsExactly(barrier, "behind");
  }

  @Test
  void takesTheLastBarrierWhenThereIsRoomForIt() {
    Signal barrier = new Signal.Barrier(1);
    send(first, barrier);
    for (int i = 0; i < 8; i++) {
      assertThat(second.offer(i, 0)).isTrue();
    }

    assertThat(send(second, barrier)).as("full").isFalse();
    assertThat(first.offer("behind", 0)).as("held").isFalse();
    assertThat(received()).hasSize(8);
    assertThat(send(second, barrier)).isTrue();
    assertThat(received()).containsExactly(barrier);
  }

  @Test
  void passesTheSmallestWatermarkOn() {
    send(first, new Signal.Watermark(10));
    assertThat(received()).as("the other has sent none").isEmpty();
    send(second, new Signal.Watermark(5));
    assertThat(watermarks()).containsExactly(5L);
    send(second, new Signal.Watermark(20));
    assertThat(watermarks()).containsExactly(10L);
  }

  @Test
  void isIdleOnceAllSendersAre() {
    send(first, new Signal.Watermark(10));
    send(second, Signal.Idle.IDLE);
    assertThat(watermarks()).as("of the one that is left").containsExactly(10L);

    send(first, Signal.Idle.IDLE);
    assertThat(received()).containsExactly(Signal.Idle.IDLE);

    send(second, new Signal.Watermark(30));
    List<Object> received = received();
    assertThat(received.get(0)).isSameAs(Signal.Idle.ACTIVE);
    assertThat(((Signal.Watermark) received.get(1)).timestampMs()).isEqualTo(30);
    assertThat(received).hasSize(2);
  }

  @Test
  void endsWhenAllSendersHaveAndNotBefore() {
    send(first, new Signal.Watermark(10));
    send(second, new Signal.Watermark(7));
    assertThat(watermarks()).containsExactly(7L);

    send(second, new Signal.Watermark(Long.MAX_VALUE));
    send(second, END);
    assertThat(watermarks()).as("one that has ended holds nothing back").containsExactly(10L);

    send(first, new Signal.Watermark(Long.MAX_VALUE));
    assertThat(watermarks()).containsExactly(Long.MAX_VALUE);
    send(first, END);
    assertThat(received()).containsExactly(END);
  }

  @Test
  void stillTakesBarriersOfSendersThatHaveEnded() {
    Signal barrier = new Signal.Barrier(1);
    send(first, END);
    send(first, barrier);
    assertThat(received()).isEmpty();
    send(second, barrier);
    send(second, END);

    assertThat(received()).containsExactly(barrier, END);
  }

  private static boolean send(ChannelSender sender, Signal signal) {
    return sender.offerSignal(signal, Channel.NO_TIMESTAMP);
  }

  private List<Long> watermarks() {
    return received().stream().map(signal -> ((Signal.Watermark) signal).timestampMs()).toList();
  }

  private List<Object> received() {
    List<Object> all = new ArrayList<>();
    for (Object next; (next = fanIn.receiver().poll()) != null; ) {
      all.add(next);
    }
    fanIn.receiver().release();
    return all;
  }
}
