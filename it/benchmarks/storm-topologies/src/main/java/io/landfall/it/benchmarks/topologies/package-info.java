/**
 * The work as Storm topologies, as a Storm user writes them: plain spouts and bolts that keep their
 * state in fields. Compiled against storm-client alone, and submitted by {@link
 * org.apache.storm.StormSubmitter}, so that one jar runs on Storm and on Landfall, and the class
 * files that are compared are the same ones.
 *
 * <p>Read first: {@link io.landfall.it.benchmarks.topologies.StormWork}, {@link
 * io.landfall.it.benchmarks.topologies.Settings}. May import Storm's client and the workload.
 */
package io.landfall.it.benchmarks.topologies;
