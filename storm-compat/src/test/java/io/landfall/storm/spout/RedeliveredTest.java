package io.landfall.storm.spout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedeliveredTest {

  private final Redelivered redelivered = new Redelivered();
  private final DueCalls due = new DueCalls();

  @Test
  void holdsBackAndAcksAgainWhatTheSpoutWasToldBefore() {
    redelivered.addAcked(1L);

    assertThat(redelivered.holdsBack(1L, due)).isTrue();
    assertThat(dueAcks()).containsExactly(1L);
  }

  @Test
  void leavesTheAckOfAnOpenMessageToItsTree() {
    redelivered.addOpen(1L);
    redelivered.addOpen(2L);
    redelivered.onAcked(2L);

    assertThat(redelivered.holdsBack(1L, due)).isTrue();
    assertThat(dueAcks()).isEmpty();
    assertThat(redelivered.holdsBack(2L, due)).isTrue();
    assertThat(dueAcks()).containsExactly(2L);
  }

  @Test
  void takesAFailedMessageForNewWhenItComesAgain() {
    redelivered.addOpen(1L);
    redelivered.onFailed(1L);

    assertThat(redelivered.holdsBack(1L, due)).isFalse();
  }

  @Test
  void recognisesNothingMoreOnceTheSpoutHasGoneOn() {
    redelivered.addAcked(1L);

    assertThat(redelivered.holdsBack(2L, due)).isFalse();
    assertThat(redelivered.holdsBack(1L, due)).as("an id that is used again").isFalse();
  }

  private List<Object> dueAcks() {
    List<Object> ids = new ArrayList<>();
    due.forEachAck(ids::add);
    return ids;
  }
}
