/**
 * Components that are processes of their own, where they end: with the topology, or by themselves.
 *
 * <p>Read first: {@link io.landfall.storm.multilang.ShellBoltEnd}. May import {@code
 * storm.capture}. Task's thread, and the threads that Storm's ShellBolt reads and writes with.
 */
package io.landfall.storm.multilang;
