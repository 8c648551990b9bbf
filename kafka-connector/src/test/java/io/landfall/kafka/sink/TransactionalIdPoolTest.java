package io.landfall.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TransactionalIdPoolTest {

  private final TransactionalIdPool pool = new TransactionalIdPool(Set.of());

  @Test
  void needsThreeIdsWhereCheckpointsFollowOneAnother() {
    int most = 0;
    for (long checkpoint = 1; checkpoint < 50; checkpoint++) {
      int number = pool.acquire();
      most = Math.max(most, number);
      pool.prepared(number, checkpoint);
      // The next transaction may begin before this one's checkpoint is complete.
      int next = pool.acquire();
      most = Math.max(most, next);
      pool.onCheckpointComplete(checkpoint);
      pool.prepared(next, ++checkpoint);
      pool.onCheckpointComplete(checkpoint);
    }
    assertThat(most).isEqualTo(2);
  }

  @Test
  void letsAnIdRestUntilALaterCheckpointIsComplete() {
    pool.prepared(pool.acquire(), 1);
    pool.onCheckpointComplete(1);
    assertThat(pool.acquire()).isEqualTo(1);
    pool.onCheckpointComplete(1);
    assertThat(pool.acquire()).as("a repeated notification changes nothing").isEqualTo(2);
    pool.onCheckpointComplete(2);
    assertThat(pool.acquire()).isZero();
  }

  @Test
  void neverGivesAnIdTwice() {
    assertThat(pool.acquire()).isZero();
    assertThat(pool.acquire()).isEqualTo(1);
    pool.onCheckpointComplete(9);
    assertThat(pool.acquire()).isEqualTo(2);
  }

  @Test
  void leavesWhatWasRestoredAloneUntilACheckpointOfItsOwnIsComplete() {
    TransactionalIdPool restored = new TransactionalIdPool(Set.of(0, 2, 40));
    assertThat(restored.acquire()).isEqualTo(1);
    assertThat(restored.acquire()).isEqualTo(3);
    restored.onCheckpointComplete(7);
    assertThat(restored.acquire()).isZero();
    assertThat(restored.acquire()).isEqualTo(2);
    assertThat(restored.acquire()).isEqualTo(4);
  }
}
