/**
 * What runs in the place of storm-kafka-client's {@code KafkaSpout} and {@code KafkaBolt} when a
 * topology runs exactly-once: the same configuration, with the offsets in the checkpoints. Lives in
 * the topology's class loader and uses the Kafka clients that the topology brings.
 *
 * <pre>
 *  KafkaSpout --KafkaSwap--> ExactKafkaSpout --> SpoutPositions   pure; part of each checkpoint
 *                                            --> PartitionReader  the consumer: fetches, seeks, commits
 * </pre>
 *
 * <p>May import Storm, storm-kafka-client, Kafka's clients, {@code io.landfall.storm.swap}, {@code
 * io.landfall.api} and {@code io.landfall.operators}.
 */
package io.landfall.storm.kafka;
