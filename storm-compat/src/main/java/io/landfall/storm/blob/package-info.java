/**
 * Storm's blob store for the topologies of one process, and its blobs as files of theirs.
 *
 * <p>Read first: {@link io.landfall.storm.blob.Blobs}, {@link io.landfall.storm.blob.BlobFolder}.
 * Imports nothing else of ours. Any thread.
 */
package io.landfall.storm.blob;
