package io.landfall.storm.bolt;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.serialization.Serializer;
import io.landfall.operators.sink.TwoPhaseSinkFactory;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.storm.task.TopologyRuns;
import io.landfall.storm.topology.ComponentPlan;

/** Makes the tasks of a bolt that writes to a two-phase sink, each with a writer of its own. */
public final class SinkBoltFactory implements OperatorFactory {

  private final TopologyRuns runs;
  private final ComponentPlan component;
  private final BoltFactory bolts;
  private final TwoPhaseSinkFactory<Object[], ?> sinks;

  public SinkBoltFactory(
      TopologyRuns runs,
      ComponentPlan component,
      TwoPhaseSink<Object[], ?> sink,
      TwoPhaseSink.Settings settings) {
    this.runs = runs;
    this.component = component;
    this.bolts = new BoltFactory(runs, component);
    this.sinks = new TwoPhaseSinkFactory<>(sink, settings);
  }

  @Override
  public String kind() {
    return "storm-sink-bolt";
  }

  @Override
  public void validate() throws JobRefusedException {
    sinks.validate();
  }

  @Override
  public Operator create(int subtaskIndex) {
    Operator sink = sinks.create(subtaskIndex);
    BoltOperator bolt =
        new BoltOperator(runs, component, record -> sink.onRecord(0, record, Long.MIN_VALUE));
    return new SinkBoltOperator(bolt, sink);
  }

  @Override
  public int threadGroup(int subtaskIndex) {
    return bolts.threadGroup(subtaskIndex);
  }

  @Override
  public Serializer<Object> feedbackSerializer(Serializer<Object> generic) {
    return bolts.feedbackSerializer(generic);
  }
}
