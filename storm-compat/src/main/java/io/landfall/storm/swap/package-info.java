/**
 * Puts exact components in the place of some of the user's under exactly-once, such as a spout that
 * keeps its offsets in checkpoints. What is swapped for what is said by {@link
 * io.landfall.storm.swap.ComponentSwap}s that are found beside the topology's classes, so that
 * nothing here knows Kafka. May import Storm, {@code io.landfall.api} and {@code
 * io.landfall.storm.conf}.
 */
package io.landfall.storm.swap;
