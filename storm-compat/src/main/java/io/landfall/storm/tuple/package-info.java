/**
 * Tuples: one object a target task, with a reference to the trees that it belongs to.
 *
 * <p>Read first: {@link io.landfall.storm.tuple.StormTuple}, {@link
 * io.landfall.storm.tuple.HeldTuples}, {@link io.landfall.storm.tuple.TupleCodec}. May import
 * {@code storm.ack}. Immutable once sent, save the links, which belong to the receiving task's
 * thread.
 */
package io.landfall.storm.tuple;
