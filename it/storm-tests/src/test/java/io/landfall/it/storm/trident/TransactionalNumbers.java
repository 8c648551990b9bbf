package io.landfall.it.storm.trident;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.trident.operation.TridentCollector;
import org.apache.storm.trident.spout.IPartitionedTridentSpout;
import org.apache.storm.trident.topology.TransactionAttempt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/** The numbers from 1 on in one partition, in batches that are the same when played again. */
final class TransactionalNumbers
    implements IPartitionedTridentSpout<Integer, OpaqueNumbers.Partition, Long> {

  private static final int BATCH = 10;

  private final int last;

  TransactionalNumbers(int last) {
    this.last = last;
  }

  private final class NumberEmitter implements Emitter<Integer, OpaqueNumbers.Partition, Long> {

    @Override
    public Map<OpaqueNumbers.Partition, Long> emitBatchNew(
        TransactionAttempt tx,
        TridentCollector collector,
        Set<OpaqueNumbers.Partition> partitions,
        Map<OpaqueNumbers.Partition, Long> lastMeta) {
      Map<OpaqueNumbers.Partition, Long> meta = new HashMap<>();
      for (OpaqueNumbers.Partition partition : partitions) {
        // The first number of the batch; from JSON a small one comes back as an Integer.
        Number before = lastMeta.get(partition);
        long first = before == null ? 1 : before.longValue() + BATCH;
        reEmitPartitionBatch(tx, collector, partition, first);
        meta.put(partition, first);
      }
      return meta;
    }

    @Override
    public void reEmitPartitionBatch(
        TransactionAttempt tx,
        TridentCollector collector,
        OpaqueNumbers.Partition partition,
        Long given) {
      long first = ((Number) given).longValue();
      for (long number = first; number < first + BATCH && number <= last; number++) {
        collector.emit(new Values((int) number, number % 2 == 0 ? "even" : "odd"));
      }
    }

    @Override
    public void refreshPartitions(List<OpaqueNumbers.Partition> partitions) {}

    @Override
    public List<OpaqueNumbers.Partition> getOrderedPartitions(Integer partitions) {
      return List.of(new OpaqueNumbers.Partition());
    }

    @Override
    public void close() {}
  }

  @Override
  public Emitter<Integer, OpaqueNumbers.Partition, Long> getEmitter(
      Map<String, Object> conf, TopologyContext context) {
    return new NumberEmitter();
  }

  @Override
  public Coordinator<Integer> getCoordinator(Map<String, Object> conf, TopologyContext context) {
    return new OnePartition();
  }

  @Override
  public Map<String, Object> getComponentConfiguration() {
    return null;
  }

  @Override
  public Fields getOutputFields() {
    return new Fields("number", "parity");
  }
}
