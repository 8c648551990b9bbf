/**
 * The works on Flink, as jobs of its DataStream API in a MiniCluster.
 *
 * <ul>
 *   <li>{@code pipeline.object-reuse} is on: records are not copied between chained operators.
 *   <li>{@code pipeline.generic-types} is off: a type that would fall back to Kryo fails the job.
 *       Records are POJOs, tuples, strings and longs.
 *   <li>{@code execution.buffer-timeout} is 100 ms, Flink's default, where throughput counts; 1 ms
 *       in W3, or what {@code bufferTimeout=} says.
 *   <li>{@code state.backend.type} is hashmap, the fastest; snapshots are asynchronous.
 *   <li>Checkpoints are exactly-once and aligned, to a fresh folder: the JobManager's memory takes
 *       5 MB at most.
 *   <li>{@code execution.checkpointing.snapshot-compression} is on in W8: without it a restore
 *       reads the strings of the state from the file one byte a call, and W8 with 100,000 keys took
 *       8.2 s rather than 0.4 to 0.6 s. Elsewhere it is off, Flink's default: it costs processor
 *       time.
 *   <li>The restart strategy of W8 is fixed-delay without a delay; elsewhere a failed job fails the
 *       run.
 *   <li>The source is our own, on Flink's source interface: it emits up to 128 inputs a call, and
 *       rests for {@link io.landfall.it.benchmarks.workload.Pacer#REST_NS} when nothing is due.
 * </ul>
 *
 * <p>Arguments that begin with {@code flink.} are settings of Flink, to try others.
 */
package io.landfall.it.benchmarks.flink;
