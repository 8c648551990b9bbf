/**
 * What Trident writes down about its batches, in a tree of named nodes as ZooKeeper has it, but
 * without ZooKeeper: in the memory of a cluster, or in files beside the checkpoints.
 *
 * <p>Read first: {@link io.landfall.storm.transactional.NodeTree}, {@link
 * io.landfall.storm.transactional.NodeTrees}. May import {@code storm.conf}. Any thread.
 */
package io.landfall.storm.transactional;
