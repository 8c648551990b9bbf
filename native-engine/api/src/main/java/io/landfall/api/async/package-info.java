/**
 * Results that come from elsewhere later: requests to services and databases that are under way
 * while the stream goes on. In the manner of Flink's async I/O.
 *
 * <p>Read first: {@code AsyncFunction}, {@code AsyncSettings}, {@code AsyncRetry}. May import
 * {@code api.function}. A function is called by its subtask's thread; an {@code AsyncResult} by
 * any.
 *
 * <pre>
 *  record --AsyncFunction.invoke--> client ... any thread: AsyncResult.complete --mailbox--> result, in order or not
 *     `--> in flight: part of checkpoints, asked for again behind a restore
 * </pre>
 */
package io.landfall.api.async;
