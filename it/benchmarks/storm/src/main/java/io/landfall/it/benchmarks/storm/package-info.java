/**
 * Storm, in one process: what is submitted, and its settings, are in {@code storm-topologies}; here
 * is only the cluster.
 */
package io.landfall.it.benchmarks.storm;
