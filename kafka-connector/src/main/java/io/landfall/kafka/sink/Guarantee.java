package io.landfall.kafka.sink;

/** What a sink promises of the records that it is given. */
public enum Guarantee {
  /** Nothing: records may be lost or doubled when job or broker fail. The least work. */
  NONE,

  /** None is lost: a checkpoint completes when the brokers have all records before it. */
  AT_LEAST_ONCE,

  /**
   * Each once, for consumers with {@code read_committed}: in transactions that are committed when
   * their checkpoint is durable. Others see records at once, and those of aborted transactions too.
   */
  EXACTLY_ONCE
}
