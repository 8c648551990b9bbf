package io.landfall.kafka.sink;

import java.time.Instant;
import org.apache.kafka.common.KafkaException;

/** Records of a completed checkpoint may be missing from the output. */
public final class LostTransactionException extends KafkaException {

  private static final long serialVersionUID = 1L;

  LostTransactionException(PreparedTransaction prepared, String found) {
    super(message(prepared, found));
  }

  static String message(PreparedTransaction prepared, String found) {
    return "POSSIBLE LOSS: the transaction "
        + prepared.transactionalId()
        + " (producer "
        + prepared.producerId()
        + ", epoch "
        + prepared.epoch()
        + "), prepared at "
        + Instant.ofEpochMilli(prepared.preparedAtMs())
        + ", "
        + found
        + ", so its records, which a completed checkpoint counts as written, are not in the output."
        + " It was open for longer than its timeout, mostly because the job stood still: raise"
        + " transactionTimeout (and the brokers' transaction.max.timeout.ms). To go on without"
        + " these records set onLostTransaction(LostTransactionPolicy.CONTINUE); to write them"
        + " again start from a checkpoint or savepoint before it";
  }
}
