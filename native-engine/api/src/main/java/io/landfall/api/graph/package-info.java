/**
 * The {@link io.landfall.api.graph.LogicalGraph}: the only thing that an engine reads of a job.
 *
 * <p>Read first: {@code LogicalGraph}, {@code LogicalOperator}, {@code Partitioning}. May import
 * the other {@code api.*} packages, not {@code io.landfall.api} itself. Immutable once built.
 *
 * <pre>
 *  LogicalOperator(spec: what it computes) --LogicalEdge(partitioning: which subtask)--> LogicalOperator
 * </pre>
 */
package io.landfall.api.graph;
