/**
 * Tuple trees: which messages of a spout are still being worked on.
 *
 * <p>Storm's ackers exchange messages; in one process a tree is one shared object with a count.
 * Read first: {@link io.landfall.storm.ack.TupleTree}, {@link io.landfall.storm.ack.PendingTrees},
 * {@link io.landfall.storm.ack.TreeRegistry}. Imports nothing else of ours. Any task thread counts;
 * only the spout's thread owns the lists.
 *
 * <pre>
 *  bolt threads   add, ack, fail ──▶ TupleTree ──(settled: pushed once)──▶ SettledTrees ──▶ spout thread
 * </pre>
 */
package io.landfall.storm.ack;
