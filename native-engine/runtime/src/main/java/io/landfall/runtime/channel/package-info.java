/**
 * The way of records and signals from one subtask to another.
 *
 * <p>One {@link io.landfall.runtime.channel.Channel} for each pair of subtasks, or for all senders
 * of one thread to a subtask, written by one thread at a time and read by one. Read first: {@code
 * SpscRing}, {@code Signal}, {@code Wakeup}. Imports nothing of ours.
 *
 * <pre>
 *  upstream task --offer, offerSignal------> [ value[] | timestamp[] ] --poll()--> downstream task
 *                      records, Watermark, Barrier, Idle, EndOfInput: all in one order
 * </pre>
 */
package io.landfall.runtime.channel;
