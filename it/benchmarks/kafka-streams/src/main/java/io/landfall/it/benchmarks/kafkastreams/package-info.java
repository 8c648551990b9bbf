/**
 * The works on Kafka Streams, with a broker in another process, given by {@code bootstrap=}.
 *
 * <ul>
 *   <li>{@code processing.guarantee} is {@code exactly_once_v2}; {@code commit.interval.ms} is the
 *       time between checkpoints. With no checkpoints it is {@code at_least_once}.
 *   <li>{@code statestore.cache.max.bytes} is 0: each record's result goes on, as in the other
 *       systems; with a cache only the last one of a key would.
 *   <li>Stores are Kafka Streams' default, RocksDB, with changelog topics.
 *   <li>{@code num.stream.threads} is the parallelism, as is the number of partitions of each topic
 *       but in W5, where it is four.
 *   <li>A key that the input is partitioned by already is not partitioned again: in W3 and W5
 *       records go from the input topic to the count without another topic.
 *   <li>Input is written before the run is timed, and left for the next one; in W3 threads of this
 *       process write it as it falls due, without waiting for more to send together.
 * </ul>
 *
 * <p>Arguments that begin with {@code streams.} are settings of Kafka Streams, to try others.
 */
package io.landfall.it.benchmarks.kafkastreams;
