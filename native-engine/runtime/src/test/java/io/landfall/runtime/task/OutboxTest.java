package io.landfall.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.runtime.channel.Signal;
import io.landfall.runtime.channel.SpscRing;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private final Outbox outbox = new Outbox();

  @Test
  void keepsWhatDoesNotFitInOrder() {
    SpscRing ring = new SpscRing(2);
    ChannelWriter writer = new ChannelWriter(ring, outbox);
    for (int i = 0; i < 100; i++) {
      writer.emit(i, i);
    }
    assertThat(outbox.isEmpty()).isFalse();

    for (int i = 0; i < 100; i++) {
      assertThat(ring.poll()).isEqualTo(i);
      assertThat(ring.timestampMs()).isEqualTo(i);
      ring.release();
      outbox.flush();
    }
    assertThat(outbox.isEmpty()).isTrue();
  }

  @Test
  void letsABarrierPassOnOneChannelWhileAnotherIsFull() {
    SpscRing full = new SpscRing(1);
    SpscRing free = new SpscRing(1);
    ChannelWriter toFull = new ChannelWriter(full, outbox);
    ChannelWriter toFree = new ChannelWriter(free, outbox);
    toFull.emit("a", 0);
    toFull.emit("b", 0);
    toFree.emit("c", 0);
    Signal barrier = new Signal.Barrier(1);
    toFull.emit(barrier);
    toFree.emit(barrier);

    assertThat(free.poll()).isEqualTo("c");
    free.release();
    assertThat(outbox.flush()).isTrue();

    assertThat(free.poll()).isSameAs(barrier);
    assertThat(outbox.isEmpty()).as("the other channel is still full").isFalse();
  }

  @Test
  void carriesNullRecords() {
    SpscRing ring = new SpscRing(1);
    new ChannelWriter(ring, outbox).emit(null, 5);

    assertThat(ring.poll()).isSameAs(Signal.NullRecord.INSTANCE);
    assertThat(ring.timestampMs()).isEqualTo(5);
  }
}
