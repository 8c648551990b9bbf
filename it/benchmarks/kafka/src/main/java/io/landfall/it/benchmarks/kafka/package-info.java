/**
 * What systems that work on Kafka share: topics, their content, and a consumer that sees what has
 * been committed. Uses the Kafka clients of whichever system it is run with.
 *
 * <p>Topics keep their records for ever ({@code retention.ms=-1}), since Kafka Streams takes times
 * in the past as given. Keys are big-endian longs, partitioned by Kafka's own partitioner.
 */
package io.landfall.it.benchmarks.kafka;
