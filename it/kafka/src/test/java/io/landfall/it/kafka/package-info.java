/**
 * Kafka in, Kafka out, on a real broker and real job processes that are killed. What comes out is
 * compared with what went in, by consumers that share no code with the connector. Read first:
 * {@code ExactlyOnceIT}, {@code Trial}.
 */
package io.landfall.it.kafka;
