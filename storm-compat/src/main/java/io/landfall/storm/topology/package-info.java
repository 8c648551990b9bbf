/**
 * What a submitted topology is, once Storm's rules were applied to it: components, tasks,
 * executors, configurations, cycles. Nothing runs here.
 *
 * <p>Read first: {@link io.landfall.storm.topology.TopologyPlanner}, {@link
 * io.landfall.storm.topology.TopologyPlan}, {@link io.landfall.storm.topology.Announcements}. May
 * import {@code storm.conf} and {@code api}. Runs on the submitting thread; the plan is immutable.
 */
package io.landfall.storm.topology;
