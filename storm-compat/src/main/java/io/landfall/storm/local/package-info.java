/**
 * The part of Nimbus that a single process needs: topologies by name, submitted, killed, activated
 * and described.
 *
 * <p>Read first: {@link io.landfall.storm.local.LocalTopologies}, {@link
 * io.landfall.storm.local.InProcessNimbus}. May import {@code storm.job}, {@code storm.task},
 * {@code storm.time}, {@code storm.blob}, {@code storm.topology}, {@code storm.conf} and {@code
 * api}. Any thread.
 */
package io.landfall.storm.local;
