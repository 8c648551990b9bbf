/**
 * A Kafka broker in a process of its own, so that no system's figures hold the broker's work.
 *
 * <p>Its settings: one node that is broker and controller (KRaft); one replica of everything, as
 * there is one node; no wait before a consumer group's first assignment, which would count as a
 * system's time; internal topics of few partitions, which are quick to create; topics are kept for
 * ever, as records may bear times in the past; no topic comes to be by being asked for. All else is
 * Kafka's default, flushing to the page cache included.
 */
package io.landfall.it.benchmarks.broker;
