/**
 * Makes a job of a topology: a {@link io.landfall.api.graph.LogicalGraph} with an operator a
 * component and an edge a pair of components.
 *
 * <p>Read first: {@link io.landfall.storm.job.StormJob}. May import all of {@code storm.*} but
 * {@code local} and {@code launch}. Submitting thread.
 */
package io.landfall.storm.job;
