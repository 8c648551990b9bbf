package io.landfall.storm.bolt;

import io.landfall.api.serialization.Serializer;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.storm.task.TopologyRuns;
import io.landfall.storm.topology.ComponentPlan;
import io.landfall.storm.tuple.FeedbackSerializer;

/** Makes the tasks of a bolt. */
public final class BoltFactory implements OperatorFactory {

  private final TopologyRuns runs;
  private final ComponentPlan component;

  public BoltFactory(TopologyRuns runs, ComponentPlan component) {
    this.runs = runs;
    this.component = component;
  }

  @Override
  public String kind() {
    return "storm-bolt";
  }

  @Override
  public Operator create(int subtaskIndex) {
    return new BoltOperator(runs, component);
  }

  /** The tasks of an executor share its thread; its first task's id is no other executor's. */
  @Override
  public int threadGroup(int subtaskIndex) {
    return component.executorOf(component.tasks().get(subtaskIndex)).get(0);
  }

  @Override
  public Serializer<Object> feedbackSerializer(Serializer<Object> generic) {
    return new FeedbackSerializer(runs.codec(), runs::registry, generic);
  }
}
