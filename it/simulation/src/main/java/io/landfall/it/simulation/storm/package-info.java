/**
 * Random Storm topologies, the world around them, and their sequential evaluation.
 *
 * <p>Read first: {@link io.landfall.it.simulation.storm.StormSpec}, {@link
 * io.landfall.it.simulation.storm.BoltPlan}, {@link io.landfall.it.simulation.storm.Surroundings}.
 * The evaluation shares nothing with the engine but the functions on single items in {@link
 * io.landfall.it.simulation.storm.Items}.
 *
 * <pre>
 *  StormSpec --TopologyOf--> StormTopology --StormJob--> engine
 *      |                       spouts, bolts --watches--> Surroundings: queues, acks, counts as they are
 *      `---- Expectation ----> how often each counting bolt counts each item ----^ must be equal
 * </pre>
 *
 * <p>Components find the surroundings by number, since they are serialized on their way into the
 * job; what they keep of them must not look like data, or field capture would take it.
 */
package io.landfall.it.simulation.storm;
