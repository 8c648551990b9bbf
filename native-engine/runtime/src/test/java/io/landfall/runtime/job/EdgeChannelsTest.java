package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.runtime.channel.Channel;
import io.landfall.runtime.channel.GrowableChannel;
import io.landfall.runtime.channel.SpscRing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EdgeChannelsTest {

  private static final int CAPACITY = 64;

  @Test
  void giveEachPairAChannelAsLongAsTheyAreFew() {
    EdgeChannels channels = EdgeChannels.full(4, 3, sender -> sender % 2, 12, CAPACITY);

    assertThat(channels.ofReceiver(0)).hasSize(4).doesNotHaveDuplicates();
    assertThat(channels.ofSender(3)).hasSize(3).doesNotHaveDuplicates();
    assertThat(channels.ofSender(3).get(2)).isSameAs(channels.ofReceiver(2).get(3));
  }

  @Test
  void areSharedByTheSendersOfAThreadIfTheyWouldBeMany() {
    EdgeChannels channels = EdgeChannels.full(4, 3, sender -> sender % 2, 11, CAPACITY);

    for (int receiver = 0; receiver < 3; receiver++) {
      assertThat(channels.ofReceiver(receiver)).hasSize(2);
      for (int sender = 0; sender < 4; sender++) {
        channels.ofSender(sender).get(receiver).offer(sender, 0);
      }
      assertThat(drained(channels.ofReceiver(receiver).get(0))).containsExactly(0, 2);
      assertThat(drained(channels.ofReceiver(receiver).get(1))).containsExactly(1, 3);
    }
  }

  @Test
  void areRingsWhereASenderIsAloneOnItsThread() {
    EdgeChannels channels = EdgeChannels.full(3, 1, sender -> sender / 2, 0, CAPACITY);

    assertThat(channels.ofReceiver(0)).hasSize(2);
    assertThat(channels.ofSender(2).get(0)).isSameAs(channels.ofReceiver(0).get(1));
  }

  @Test
  void haveNoMoreSlotsThanAnEdgeMayTake() {
    EdgeChannels channels = EdgeChannels.full(128, 64, sender -> sender, 1 << 20, 1 << 10);

    assertThat(((SpscRing) channels.ofReceiver(0).get(0)).capacityRecords()).isEqualTo(64);
  }

  @Test
  void leadFromEachSubtaskToItsLikeForward() {
    EdgeChannels channels = EdgeChannels.forward(3, CAPACITY);

    assertThat(channels.ofSender(1)).isEqualTo(channels.ofReceiver(1)).hasSize(1);
    assertThat(channels.ofReceiver(0)).doesNotContainAnyElementsOf(channels.ofReceiver(1));
  }

  @Test
  void areNeverFullWhereTheyCloseACycle() {
    assertThat(EdgeChannels.feedback(2, 3, false).ofReceiver(2))
        .hasSize(2)
        .allMatch(channel -> channel instanceof GrowableChannel);
    assertThat(EdgeChannels.feedback(3, 3, true).ofReceiver(2)).hasSize(1);
  }

  private static List<Object> drained(Channel channel) {
    List<Object> all = new ArrayList<>();
    for (Object next; (next = channel.poll()) != null; ) {
      all.add(next);
    }
    return all;
  }
}
