/**
 * Spouts as source operators: nextTuple, and what became of each message.
 *
 * <p>Read first: {@link io.landfall.storm.spout.SpoutOperator}, {@link
 * io.landfall.storm.spout.SpoutLedger}, {@link io.landfall.storm.spout.RestoredMessages}. May
 * import {@code storm.task}, {@code storm.capture}, {@code storm.ack}, {@code storm.tuple}, {@code
 * storm.topology}, {@code storm.conf}, {@code operators.spi} and {@code api}. One thread an
 * executor.
 *
 * <pre>
 *  emit ─▶ pending ──settled──▶ awaiting a checkpoint that covers it ──▶ ack     (exactly once)
 *             │   └─settled──▶ ack                                              (at least once)
 *             └─failed, expired──▶ fail
 * </pre>
 */
package io.landfall.storm.spout;
