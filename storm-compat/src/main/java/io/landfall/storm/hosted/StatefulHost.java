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
  private OutputCollector output;

  /** Null but for a bolt of the streams API. */
  private StreamProcessors processors;

  StatefulHost(IStatefulBolt<?> bolt) {
    this.bolt = bolt;
  }

  @Override
  public void prepare(
      Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
    output = collector;
    bolt.prepare(conf, context, collector);
    state = new StateHandle(bolt, conf, context);
    if (StreamProcessors.areIn(bolt)) {
      processors = new StreamProcessors(bolt);
    }
  }

  @Override
  public void restore(Object saved) {
    Object[] parts = (Object[]) saved;
    state.restore(parts == null ? null : parts[0]);
    if (parts != null && processors != null) {
      processors.restore(parts[1]);
    }
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
    if (processors != null) {
      output.ack(input);
    }
  }

  @Override
  public Object snapshot(long checkpointId) {
    return new Object[] {
      state.snapshot(checkpointId), processors == null ? null : processors.snapshot()
    };
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
