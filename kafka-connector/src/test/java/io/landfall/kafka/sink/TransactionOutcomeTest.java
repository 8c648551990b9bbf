package io.landfall.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionOutcomeTest {

  private static PreparedTransaction prepared(int epoch) {
    return new PreparedTransaction("id", 7, (short) epoch, true, 0);
  }

  private static TransactionDescription now(TransactionState state, long producerId, int epoch) {
    return new TransactionDescription(
        1, state, producerId, epoch, 60_000, OptionalLong.empty(), Set.of());
  }

  /** Prepared by producer 7 with epoch 5. */
  @ParameterizedTest
  @CsvSource({
    "ONGOING, 5, OPEN",
    "ONGOING, 6, SUPERSEDED",
    "ONGOING, 9, SUPERSEDED",
    "PREPARE_COMMIT, 5, COMMITTED",
    "PREPARE_COMMIT, 6, COMMITTED",
    "COMPLETE_COMMIT, 5, COMMITTED",
    "COMPLETE_COMMIT, 6, COMMITTED",
    "COMPLETE_COMMIT, 7, SUPERSEDED",
    "PREPARE_ABORT, 6, ABORTED",
    "COMPLETE_ABORT, 5, ABORTED",
    "COMPLETE_ABORT, 6, ABORTED",
    "PREPARE_EPOCH_FENCE, 6, ABORTED",
    "COMPLETE_ABORT, 8, SUPERSEDED",
    "EMPTY, 6, SUPERSEDED",
  })
  void followsFromStateAndEpoch(TransactionState state, int epoch, TransactionOutcome expected) {
    assertThat(TransactionOutcome.of(prepared(5), now(state, 7, epoch))).isEqualTo(expected);
  }

  @Test
  void seesACommitAfterWhichEpochsBeganAnewWithAnotherProducer() {
    PreparedTransaction last = prepared(Short.MAX_VALUE - 1);
    assertThat(TransactionOutcome.of(last, now(TransactionState.COMPLETE_COMMIT, 8, 0)))
        .isEqualTo(TransactionOutcome.COMMITTED);
    assertThat(TransactionOutcome.of(last, now(TransactionState.COMPLETE_ABORT, 8, 0)))
        .isEqualTo(TransactionOutcome.ABORTED);
  }

  @Test
  void doesNotTakeAnotherProducersTransactionForItsOwn() {
    assertThat(TransactionOutcome.of(prepared(5), now(TransactionState.ONGOING, 8, 5)))
        .isEqualTo(TransactionOutcome.SUPERSEDED);
    assertThat(TransactionOutcome.of(prepared(5), now(TransactionState.COMPLETE_COMMIT, 8, 0)))
        .isEqualTo(TransactionOutcome.SUPERSEDED);
  }
}
