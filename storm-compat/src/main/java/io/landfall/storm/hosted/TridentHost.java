package io.landfall.storm.hosted;

import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.trident.topology.TridentBoltExecutor;
import org.apache.storm.tuple.Tuple;

/**
 * Hosts a bolt of Trident's. Its states in memory are part of checkpoints; its batches under way
 * are not, since those that a failure interrupts are played again as a whole, under their own ids.
 */
final class TridentHost implements HostedBolt {

  private final TridentBoltExecutor bolt;
  private TridentStates states;

  TridentHost(TridentBoltExecutor bolt) {
    this.bolt = bolt;
  }

  @Override
  public void prepare(
      Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
    bolt.prepare(conf, context, collector);
    states = new TridentStates(bolt, context);
  }

  @Override
  public boolean holdsInput() {
    return false;
  }

  @Override
  public void restore(Object saved) {
    if (saved == null) {
      states.clear();
    } else {
      states.restore(saved);
    }
  }

  @Override
  public void restored(long checkpointId) {}

  @Override
  public void start() {}

  @Override
  public void execute(Tuple input) {
    bolt.execute(input);
  }

  @Override
  public Object snapshot(long checkpointId) {
    return states.snapshot();
  }

  @Override
  public void committed(long checkpointId) {}

  @Override
  public void cleanup() {
    bolt.cleanup();
  }
}
