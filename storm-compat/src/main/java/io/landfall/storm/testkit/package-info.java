/**
 * What Storm's {@code Testing} offers to tests of topologies: capturing what a topology emits,
 * running it to its end, waiting with a limit.
 *
 * <p>Read first: {@link io.landfall.storm.testkit.Completion}. Of ours it imports {@code conf} and
 * {@code LocalCluster}, which it asks whether anything is still under way; any other {@code
 * ILocalCluster} it knows as Storm does. The test's thread.
 */
package io.landfall.storm.testkit;
