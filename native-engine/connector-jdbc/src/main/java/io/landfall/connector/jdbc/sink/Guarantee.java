package io.landfall.connector.jdbc.sink;

/** How often a row may be written. */
public enum Guarantee {
  /**
   * Again after a failure, which is once in effect if the statement is an upsert. Rows are there as
   * soon as their batch is full.
   */
  AT_LEAST_ONCE,
  /** Once; rows are there when the checkpoint behind them is durable. */
  EXACTLY_ONCE
}
