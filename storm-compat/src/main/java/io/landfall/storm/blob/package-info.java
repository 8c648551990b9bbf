/**
 * Storm's blob store for the topologies of one process.
 *
 * <p>Read first: {@link io.landfall.storm.blob.Blobs}. Imports nothing else of ours. Any thread.
 */
package io.landfall.storm.blob;
