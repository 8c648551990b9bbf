package io.landfall.storm.spout;

import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.storm.task.TopologyRuns;
import io.landfall.storm.topology.ComponentPlan;

/** Makes the tasks of a spout. */
public final class SpoutFactory implements OperatorFactory {

  private final TopologyRuns runs;
  private final ComponentPlan component;

  public SpoutFactory(TopologyRuns runs, ComponentPlan component) {
    this.runs = runs;
    this.component = component;
  }

  @Override
  public String kind() {
    return "storm-spout";
  }

  @Override
  public boolean isSource() {
    return true;
  }

  @Override
  public Operator create(int subtaskIndex) {
    return new SpoutOperator(runs, component);
  }

  /** The tasks of an executor share its thread; its first task's id is no other executor's. */
  @Override
  public int threadGroup(int subtaskIndex) {
    return component.executorOf(component.tasks().get(subtaskIndex)).get(0);
  }
}
