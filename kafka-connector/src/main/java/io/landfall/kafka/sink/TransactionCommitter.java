package io.landfall.kafka.sink;

import java.time.Duration;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits prepared transactions of producers that are gone, or that the broker has refused. First
 * asks what has become of them, so that committing twice does no harm and a transaction that timed
 * out is told from one that was committed. Waits; any thread.
 */
final class TransactionCommitter {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionCommitter.class);
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final SinkConfig<?> config;

  TransactionCommitter(SinkConfig<?> config) {
    this.config = config;
  }

  void commit(PreparedTransaction prepared) {
    try (TransactionAdmin admin =
        new TransactionAdmin(config.client(), "landfall-commit-" + prepared.transactionalId())) {
      if (outcome(admin, prepared) == TransactionOutcome.OPEN) {
        try {
          resumeAndCommit(prepared);
        } catch (TimeoutException e) {
          throw e;
        } catch (KafkaException e) {
          // It may have been ended in the meantime, in one way or the other.
          if (outcome(admin, prepared) == TransactionOutcome.OPEN) {
            throw e;
          }
        }
      }
    }
  }

  /** Gives it up, if it is open. */
  void abort(PreparedTransaction prepared) {
    try (TransactionAdmin admin =
        new TransactionAdmin(config.client(), "landfall-abort-" + prepared.transactionalId())) {
      TransactionDescription now = admin.describe(prepared.transactionalId());
      if (now != null && TransactionOutcome.of(prepared, now) == TransactionOutcome.OPEN) {
        admin.fence(java.util.List.of(prepared.transactionalId()));
      }
    }
  }

  /**
   * OPEN if it is to be committed; else there is nothing to do any more.
   *
   * @throws LostTransactionException if it can no longer be committed, and that matters
   */
  private TransactionOutcome outcome(TransactionAdmin admin, PreparedTransaction prepared) {
    TransactionDescription now = admin.describe(prepared.transactionalId());
    if (now == null) {
      lost(prepared, "is not known to the brokers any more");
      return TransactionOutcome.ABORTED;
    }
    TransactionOutcome outcome = TransactionOutcome.of(prepared, now);
    switch (outcome) {
      case ABORTED -> lost(prepared, "was aborted by the broker");
      case SUPERSEDED ->
          LOG.warn(
              "sink '{}': transactional id {} has been used since {} was prepared (now {}, producer"
                  + " {}, epoch {}); it was committed then, unless somebody else has used the id:"
                  + " the job goes on from an older checkpoint or savepoint, and what was written"
                  + " after that will be written again",
              config.name(),
              prepared.transactionalId(),
              prepared,
              now.state(),
              now.producerId(),
              now.producerEpoch());
      default -> {}
    }
    return outcome;
  }

  private void lost(PreparedTransaction prepared, String found) {
    if (config.lostTransactions() == LostTransactionPolicy.FAIL) {
      throw new LostTransactionException(prepared, found);
    }
    LOG.error(
        "sink '{}', going on as told: {}",
        config.name(),
        LostTransactionException.message(prepared, found));
  }

  private void resumeAndCommit(PreparedTransaction prepared) {
    String id = prepared.transactionalId();
    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config.transactionalSettings(id));
    try {
      TransactionInternals.resume(producer, prepared);
      TransactionalProducer.commit(producer, id, PATIENCE);
    } finally {
      producer.close(Duration.ZERO);
    }
  }
}
