/**
 * Bolts as operators: execute, and what the collector does with anchors.
 *
 * <p>Read first: {@link io.landfall.storm.bolt.BoltOperator}, {@link
 * io.landfall.storm.bolt.BoltCollector}, {@link io.landfall.storm.bolt.BoltState}. May import
 * {@code storm.task}, {@code storm.hosted}, {@code storm.multilang}, {@code storm.capture}, {@code
 * storm.ack}, {@code storm.tuple}, {@code storm.topology}, {@code storm.conf}, {@code
 * operators.spi} and {@code api}. One thread an executor; collectors take calls from any.
 */
package io.landfall.storm.bolt;
