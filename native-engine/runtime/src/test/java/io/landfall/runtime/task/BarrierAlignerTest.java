package io.landfall.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class BarrierAlignerTest {

  @Test
  void holdsAChannelThatHasDeliveredUntilAllHave() {
    BarrierAligner aligner = new BarrierAligner(3, new BitSet());

    assertThat(aligner.onBarrier(1, 7)).isFalse();
    assertThat(aligner.isBlocked(1)).isTrue();
    assertThat(aligner.isBlocked(0)).isFalse();
    assertThat(aligner.onBarrier(0, 7)).isFalse();
    assertThat(aligner.onBarrier(2, 7)).isTrue();

    assertThat(aligner.isBlocked(0) || aligner.isBlocked(1) || aligner.isBlocked(2)).isFalse();
  }

  @Test
  void alignsTheNextCheckpointFromTheBeginning() {
    BarrierAligner aligner = new BarrierAligner(2, new BitSet());
    aligner.onBarrier(0, 1);
    aligner.onBarrier(1, 1);

    assertThat(aligner.onBarrier(1, 2)).isFalse();
    assertThat(aligner.isBlocked(1)).isTrue();
    assertThat(aligner.onBarrier(0, 2)).isTrue();
  }

  @Test
  void neverBlocksAFeedbackChannelButLogsItUntilItsBarrierCame() {
    BarrierAligner aligner = new BarrierAligner(2, bits(1));

    assertThat(aligner.isLogging(1)).isFalse();
    assertThat(aligner.onBarrier(0, 1)).isTrue();
    assertThat(aligner.isLogging(1)).isTrue();
    assertThat(aligner.isLogging(0)).isFalse();
    assertThat(aligner.isBlocked(1)).isFalse();

    assertThat(aligner.onBarrier(1, 1)).isFalse();
    assertThat(aligner.isAnyLogging()).isFalse();
  }

  @Test
  void goesOnLoggingWhenTheBarrierOfACheckpointThatWasGivenUpComesRoundLate() {
    BarrierAligner aligner = new BarrierAligner(2, bits(1));
    aligner.onBarrier(0, 1);
    aligner.onBarrier(0, 2);

    aligner.onBarrier(1, 1);
    assertThat(aligner.isLogging(1)).isTrue();
    aligner.onBarrier(1, 2);
    assertThat(aligner.isLogging(1)).isFalse();
  }

  @Test
  void holdsAFeedbackChannelWhoseBarrierComesBeforeTheSnapshot() {
    BarrierAligner aligner = new BarrierAligner(2, bits(1));

    aligner.onBarrier(1, 1);
    assertThat(aligner.isBlocked(1)).isTrue();
    assertThat(aligner.onBarrier(0, 1)).isTrue();

    assertThat(aligner.isBlocked(1)).isFalse();
    assertThat(aligner.isAnyLogging()).as("its barrier will not come again").isFalse();
  }

  @Test
  void refusesABarrierOfAnotherCheckpointWhileAligning() {
    BarrierAligner aligner = new BarrierAligner(2, new BitSet());
    aligner.onBarrier(0, 1);

    assertThatThrownBy(() -> aligner.onBarrier(1, 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("barrier 2")
        .hasMessageContaining("aligning 1");
  }

  private static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int bit : set) {
      bits.set(bit);
    }
    return bits;
  }
}
