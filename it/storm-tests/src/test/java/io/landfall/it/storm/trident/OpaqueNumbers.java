package io.landfall.it.storm.trident;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.trident.operation.TridentCollector;
import org.apache.storm.trident.spout.IOpaquePartitionedTridentSpout;
import org.apache.storm.trident.spout.ISpoutPartition;
import org.apache.storm.trident.topology.TransactionAttempt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/**
 * The numbers from 1 on in one partition. A batch that is played again is another size, as an
 * opaque spout's may be.
 */
final class OpaqueNumbers
    implements IOpaquePartitionedTridentSpout<Integer, OpaqueNumbers.Partition, Long> {

  private static final int BATCH = 3;

  private final int last;

  OpaqueNumbers(int last) {
    this.last = last;
  }

  static final class Partition implements ISpoutPartition {
    @Override
    public String getId() {
      return "only";
    }
  }

  @Override
  public Emitter<Integer, Partition, Long> getEmitter(
      Map<String, Object> conf, TopologyContext context) {
    return new NumberEmitter();
  }

  private final class NumberEmitter implements Emitter<Integer, Partition, Long> {

    @Override
    public Map<Partition, Long> emitBatchNew(
        TransactionAttempt tx,
        TridentCollector collector,
        Set<Partition> partitions,
        Map<Partition, Long> lastMeta) {
      Map<Partition, Long> meta = new HashMap<>();
      for (Partition partition : partitions) {
        // From JSON a small number comes back as an Integer.
        Number before = lastMeta.get(partition);
        long number = before == null ? 0 : before.longValue();
        long end = Math.min(last, number + BATCH + tx.getAttemptId());
        while (number < end) {
          number++;
          collector.emit(new Values((int) number));
        }
        meta.put(partition, number);
      }
      return meta;
    }

    @Override
    public void refreshPartitions(List<Partition> partitions) {}

    @Override
    public List<Partition> getOrderedPartitions(Integer partitions) {
      return List.of(new Partition());
    }

    @Override
    public void close() {}
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
    return new Fields("number");
  }
}
