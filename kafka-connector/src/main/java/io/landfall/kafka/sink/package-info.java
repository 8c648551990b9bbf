/**
 * A sink into topics: at any of three guarantees, in transactions for the highest.
 *
 * <p>Read first: {@code KafkaSink}, {@code TransactionalWriter}, {@code TransactionOutcome}. May
 * import {@code api.*}, {@code kafka.client} and {@code kafka.serde}.
 *
 * <pre>
 *  TransactionalWriter --write--> producer of id prefix-subtask-0        (open)
 *      '--prepare(n): flush, hand out PreparedTransaction; go on with prefix-subtask-1
 *      '--tryCommit: when checkpoint n is durable          id 0 rests until checkpoint n+1 is
 *  restart: ResumedTransaction commits what n holds, LeftoverTransactions aborts the rest
 * </pre>
 */
package io.landfall.kafka.sink;
