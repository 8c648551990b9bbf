/**
 * Hazelcast Jet, one member, in this process, with the pipeline API. What is set, and why:
 *
 * <ul>
 *   <li>Sources and sinks are cooperative processors of our own; those of the builders get a thread
 *       each, and two cores are busy with the cooperative threads, of which there is one a core.
 *       Only in W5 they are those of Jet's Kafka connector, with a thread each.
 *   <li>Exactly-once snapshots, with no backups: there is one member.
 *   <li>31 partitions in place of 271: a snapshot writes to each, and there are two subtasks.
 *   <li>Idle threads rest for 50 µs at most in place of 500, for latency.
 *   <li>Serializers of our own for what snapshots hold, and no metrics.
 *   <li>A job that fails is suspended, and resumed as soon as Jet says so: the restart that Jet
 *       does by itself comes after a fixed delay of two seconds.
 *   <li>The partition of a key is found by serializing it. Partitioning by hash code would be
 *       faster, but restored state would not be where its keys go.
 * </ul>
 *
 * <p>In W5, from topic to topic:
 *
 * <ul>
 *   <li>Jet's Kafka connector is 5.6.0, as there is none of Jet's own version, with the Kafka
 *       clients that it was made for.
 *   <li>There is a source subtask for each of the four partitions, the connector's default, rather
 *       than two: consumers are polled without waiting, and of more of them one has something more
 *       often. On a noisy machine four reached 128,000 to 177,000 records a second in three runs,
 *       two 66,000 to 147,000 in eight.
 *   <li>The sink is exactly-once: what lies between two snapshots is a transaction, committed when
 *       the second one is complete. It has as many subtasks as the count, in place of one.
 *   <li>{@code linger.ms} is 5, the default of Kafka's newer clients, in place of 0: larger batches
 *       for the broker, and nobody waits for what is only committed once a second.
 *   <li>Queues between subtasks stay at 1,024 items and polls at 500 records: more of either
 *       brought nothing that could be told from the noise.
 * </ul>
 */
package io.landfall.it.benchmarks.jet;
