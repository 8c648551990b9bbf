/**
 * Requests that are under way while the stream goes on. Read first: {@code AsyncOperator}, {@code
 * InFlightQueue}, {@code Attempt}. May import {@code operators.spi}, {@code operators.process} and
 * {@code api.*}. All on the task's thread, but for {@code Attempt}, which any thread may complete.
 *
 * <pre>
 *  record --> Request --InFlightQueue: a place in the order--> [asked | waits for capacity]
 *                 Attempt: AsyncFunction.invoke ... complete --mailbox--> settled: retried, or
 *                                                      InFlightQueue: emitted when its turn is
 * </pre>
 *
 * <p>The rules are those of Flink's {@code AsyncWaitOperator} with its ordered and unordered queue.
 */
package io.landfall.operators.async;
