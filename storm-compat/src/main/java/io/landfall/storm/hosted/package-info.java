/**
 * Bolts that Storm wraps, without the wrapping: stateful and windowed bolts, whose state and window
 * content become part of checkpoints.
 *
 * <p>Read first: {@link io.landfall.storm.hosted.Hosting}, {@link
 * io.landfall.storm.hosted.HostedBolt}. May import {@code storm.window}, {@code storm.capture},
 * {@code storm.tuple} and {@code storm.ack}. Task's thread.
 *
 * <pre>
 *  prepare ─▶ restore (initState) ─▶ fields put back ─▶ restored (preCommit, preRollback) ─▶ start
 *  execute ... snapshot (prePrepare) ... committed (preCommit)
 * </pre>
 */
package io.landfall.storm.hosted;
