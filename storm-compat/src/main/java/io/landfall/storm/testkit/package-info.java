/**
 * What Storm's {@code Testing} offers to tests of topologies: capturing what a topology emits,
 * running it to its end, waiting with a limit.
 *
 * <p>Read first: {@link io.landfall.storm.testkit.Completion}. Imports nothing else of ours; knows
 * clusters by Storm's {@code ILocalCluster}. The test's thread.
 */
package io.landfall.storm.testkit;
