/**
 * The fluent way to a job: {@code StreamEnvironment}, {@code DataStream} and friends build a {@link
 * io.landfall.api.graph.LogicalGraph}; no threads and no I/O. May import all of {@code api.*}.
 */
package io.landfall.api;
