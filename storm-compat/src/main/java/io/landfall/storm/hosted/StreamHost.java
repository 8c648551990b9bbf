package io.landfall.storm.hosted;

import java.util.Map;
import org.apache.storm.task.IBolt;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;

/**
 * Hosts a bolt of the streams API. What its processors made of a tuple is state, so the tuple is
 * acked at once, also where Storm holds it until its window is over.
 */
final class StreamHost implements HostedBolt {

  private final IBolt bolt;
  private StreamProcessors processors;
  private OutputCollector output;

  StreamHost(IBolt bolt) {
    this.bolt = bolt;
  }

  @Override
  public void prepare(
      Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
    output = collector;
    bolt.prepare(conf, context, collector);
    processors = new StreamProcessors(bolt);
  }

  @Override
  public void restore(Object saved) {
    if (saved != null) {
      processors.restore(saved);
    }
  }

  @Override
  public void restored(long checkpointId) {}

  @Override
  public void start() {}

  @Override
  public void execute(Tuple input) {
    bolt.execute(input);
    output.ack(input);
  }

  @Override
  public Object snapshot(long checkpointId) {
    return processors.snapshot();
  }

  @Override
  public void committed(long checkpointId) {}

  @Override
  public void cleanup() {
    bolt.cleanup();
  }
}
