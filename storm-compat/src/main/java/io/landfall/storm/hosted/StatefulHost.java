package io.landfall.storm.hosted;

import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.IStatefulBolt;
import org.apache.storm.tuple.Tuple;

/** Hosts an {@link IStatefulBolt}, in place of Storm's StatefulBoltExecutor. */
final class StatefulHost implements HostedBolt {

  private final IStatefulBolt<?> bolt;
  private StateHandle state;

  StatefulHost(IStatefulBolt<?> bolt) {
    this.bolt = bolt;
  }

  @Override
  public void prepare(
      Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
    bolt.prepare(conf, context, collector);
    state = new StateHandle(bolt, conf, context);
  }

  @Override
  public void restore(Object saved) {
    state.restore(saved);
  }

  @Override
  public void restored(long checkpointId) {
    state.restored(checkpointId);
  }

  @Override
  public void start() {}

  @Override
  public void execute(Tuple input) {
    bolt.execute(input);
  }

  @Override
  public Object snapshot(long checkpointId) {
    return state.snapshot(checkpointId);
  }

  @Override
  public void committed(long checkpointId) {
    state.committed(checkpointId);
  }

  @Override
  public void cleanup() {
    bolt.cleanup();
  }
}
