package io.landfall.kafka.sink;

/** What becomes of a job whose prepared transaction cannot be committed any more. */
public enum LostTransactionPolicy {
  /** It fails, naming the transaction, until somebody decides. */
  FAIL,

  /** It goes on without the transaction's records, and logs an error that names it. */
  CONTINUE
}
