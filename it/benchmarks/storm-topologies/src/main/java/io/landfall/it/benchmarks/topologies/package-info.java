/**
 * The work as Storm topologies, as a Storm user writes them: plain spouts and bolts that keep their
 * state in fields. Compiled against storm-client alone, and submitted by {@link
 * org.apache.storm.StormSubmitter}, so that one jar runs on Storm and on Landfall, and the class
 * files that are compared are the same ones. What is set, and why:
 *
 * <ul>
 *   <li>With {@code acks=true} one acker, and 1,000 messages pending for each spout task; without,
 *       none, and neither ids nor anchors.
 *   <li>Batches of one tuple between executors: of larger ones Storm leaves the last without acks.
 *   <li>No load-aware shuffle: all tasks are in one process.
 *   <li>Statistics of one tuple in a thousand, no debug; messages do not time out.
 *   <li>Windows are summed by hand: Storm's own keep every tuple until its window ends.
 * </ul>
 *
 * <p>Read first: {@link io.landfall.it.benchmarks.topologies.StormWork}, {@code Settings}. May
 * import Storm's client and the workload.
 */
package io.landfall.it.benchmarks.topologies;
