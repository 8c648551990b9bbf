/**
 * Hazelcast Jet, one member, in this process, with the pipeline API. What is set, and why:
 *
 * <ul>
 *   <li>Sources and sinks are cooperative processors of our own; those of the builders get a thread
 *       each, and two cores are busy with the cooperative threads, of which there is one a core.
 *   <li>Exactly-once snapshots, with no backups: there is one member.
 *   <li>31 partitions in place of 271: a snapshot writes to each, and there are two subtasks.
 *   <li>Idle threads rest for 50 µs at most in place of 500, for latency.
 *   <li>Serializers of our own for what snapshots hold, and no metrics.
 *   <li>A job that fails is suspended, and resumed as soon as Jet says so: the restart that Jet
 *       does by itself comes after a fixed delay of two seconds.
 *   <li>The partition of a key is found by serializing it. Partitioning by hash code would be
 *       faster, but restored state would not be where its keys go.
 * </ul>
 */
package io.landfall.it.benchmarks.jet;
