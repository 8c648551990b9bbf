/**
 * A Kafka broker in a process of its own: for trying things out, and for tests and benchmarks.
 *
 * <p>Read first: {@code DevBroker}, the process; {@code BrokerProcess}, which starts and kills it
 * and needs nothing of Kafka's. Imports nothing else of ours.
 *
 * <p>Its settings: one node that is broker and controller (KRaft); one replica of everything, as
 * there is one node; no wait before a consumer group's first assignment, which would count as a
 * system's time; internal topics of few partitions, which are quick to create; topics are kept for
 * ever, as records may bear times in the past; no topic comes to be by being asked for. All else is
 * Kafka's default, flushing to the page cache included.
 */
package io.landfall.kafka.broker;
