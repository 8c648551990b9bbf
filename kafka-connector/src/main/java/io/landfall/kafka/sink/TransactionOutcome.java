package io.landfall.kafka.sink;

import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;

/** What became of a prepared transaction, as the broker's memory of its id tells. */
enum TransactionOutcome {
  /** Open still: commit it. */
  OPEN,

  /** Committed, or sure to be. */
  COMMITTED,

  /** Aborted, mostly by its timeout. */
  ABORTED,

  /**
   * The id has been used since, so the broker no longer knows. A run of the job uses an id again
   * only after its transaction was committed and a later checkpoint complete, so this is an old
   * savepoint, or a checkpoint behind others that turned out damaged.
   */
  SUPERSEDED;

  /**
   * A commit or abort raises the epoch by one (transactions version 2, and every abort by timeout)
   * or leaves it (a commit before version 2). Where epochs run out, a new producer id begins at 0.
   */
  static TransactionOutcome of(PreparedTransaction prepared, TransactionDescription now) {
    boolean sameProducer = now.producerId() == prepared.producerId();
    int epochsSince = now.producerEpoch() - prepared.epoch();
    if (now.state() == TransactionState.ONGOING && sameProducer && epochsSince == 0) {
      return OPEN;
    }
    boolean ended =
        sameProducer
            ? epochsSince == 0 || epochsSince == 1
            : now.producerEpoch() == 0 && prepared.epoch() >= Short.MAX_VALUE - 1;
    if (!ended) {
      return SUPERSEDED;
    }
    return switch (now.state()) {
      case COMPLETE_COMMIT, PREPARE_COMMIT -> COMMITTED;
      case COMPLETE_ABORT, PREPARE_ABORT, PREPARE_EPOCH_FENCE -> ABORTED;
      // A producer has been made for the id: before that its transaction was ended by somebody.
      default -> SUPERSEDED;
    };
  }
}
