/**
 * Small Storm topologies, one for each thing that Storm can do, written as for a Storm cluster.
 * Each ends by itself, and leaves in a file what it came to.
 *
 * <p>Read first: {@link io.landfall.starter.Starter}. Imports Storm and nothing else.
 */
package io.landfall.starter;
