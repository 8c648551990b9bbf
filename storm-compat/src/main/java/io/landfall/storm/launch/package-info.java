/**
 * Starts topologies: under {@code landfall storm jar}, and from {@code LocalCluster}. The only room
 * here that knows an engine is to be found, by {@link java.util.ServiceLoader}.
 *
 * <p>Read first: {@link io.landfall.storm.launch.StormLauncher}, {@link
 * io.landfall.storm.launch.Engines}. May import {@code storm.local}, {@code storm.blob}, {@code
 * storm.drpc}, {@code storm.thrift}, {@code storm.topology}, {@code storm.conf} and {@code api}.
 * The caller's thread.
 */
package io.landfall.storm.launch;
