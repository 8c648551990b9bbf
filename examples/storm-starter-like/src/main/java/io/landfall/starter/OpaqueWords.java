package io.landfall.starter;

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

/** The digits of numbers, in one partition; a batch that is played again is larger than it was. */
final class OpaqueWords
    implements IOpaquePartitionedTridentSpout<Integer, OpaqueWords.Partition, Long> {

  private static final long serialVersionUID = 1L;
  private static final int DIGITS = 10;

  private final int end;
  private final int batch;

  OpaqueWords(int end, int batch) {
    this.end = end;
    this.batch = batch;
  }

  /** The only one. */
  static final class Partition implements ISpoutPartition {
    @Override
    public String getId() {
      return "only";
    }
  }

  private final class Digits implements Emitter<Integer, Partition, Long> {
    @Override
    public Map<Partition, Long> emitBatchNew(
        TransactionAttempt attempt,
        TridentCollector collector,
        Set<Partition> partitions,
        Map<Partition, Long> last) {
      Map<Partition, Long> reached = new HashMap<>();
      for (Partition partition : partitions) {
        // A small number comes back from JSON as an Integer.
        Number before = last.get(partition);
        long from = before == null ? 0 : before.longValue();
        long to = Math.min(end, from + batch + attempt.getAttemptId());
        for (long number = from; number < to; number++) {
          collector.emit(new Values((int) (number % DIGITS)));
        }
        reached.put(partition, to);
      }
      return reached;
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
  public Emitter<Integer, Partition, Long> getEmitter(
      Map<String, Object> conf, TopologyContext context) {
    return new Digits();
  }

  @Override
  public Coordinator<Integer> getCoordinator(Map<String, Object> conf, TopologyContext context) {
    return new Coordinator<>() {
      @Override
      public boolean isReady(long txid) {
        return (txid - 1) * batch < end;
      }

      @Override
      public Integer getPartitionsForBatch() {
        return 1;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Map<String, Object> getComponentConfiguration() {
    return null;
  }

  @Override
  public Fields getOutputFields() {
    return new Fields("digit");
  }
}
