package io.landfall.it.storm.trident;

import org.apache.storm.trident.spout.IOpaquePartitionedTridentSpout;
import org.apache.storm.trident.spout.IPartitionedTridentSpout;

/** Coordinates spouts that have one partition and always more to give. */
final class OnePartition
    implements IPartitionedTridentSpout.Coordinator<Integer>,
        IOpaquePartitionedTridentSpout.Coordinator<Integer> {

  @Override
  public boolean isReady(long txid) {
    return true;
  }

  @Override
  public Integer getPartitionsForBatch() {
    return 1;
  }

  @Override
  public void close() {}
}
