/**
 * What every Storm task has, spout or bolt: its contexts, its executor, the routes of its streams,
 * and the rule that only its own thread touches the engine.
 *
 * <p>Read first: {@link io.landfall.storm.task.TopologyRun}, {@link
 * io.landfall.storm.task.TaskEmitter}, {@link io.landfall.storm.task.TaskThread}. May import {@code
 * storm.topology}, {@code storm.blob}, {@code storm.capture}, {@code storm.conf}, {@code
 * storm.grouping}, {@code storm.tuple}, {@code storm.ack}, {@code storm.time}, {@code
 * operators.spi} and {@code api}.
 *
 * <pre>
 *  TopologyRuns (the job's life) ─▶ TopologyRun (one attempt) ─▶ ExecutorShared ─▶ task: TaskEmitter ─▶ DirectOutput
 * </pre>
 */
package io.landfall.storm.task;
