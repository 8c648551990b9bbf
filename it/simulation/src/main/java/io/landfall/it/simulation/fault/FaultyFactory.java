package io.landfall.it.simulation.fault;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.serialization.Serializer;
import io.landfall.operators.BuiltInFactories;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.operators.spi.SourceCoordinator;
import io.landfall.operators.spi.SourceOperator;
import java.util.ArrayList;
import java.util.List;

/** Makes another factory's operators such that they fail when they are to, and are watched. */
public final class FaultyFactory implements OperatorFactory {

  private final OperatorFactory factory;
  private final String operatorName;
  private final Injector injector;
  private final OperatorWatch watch;

  private FaultyFactory(
      OperatorFactory factory, String operatorName, Injector injector, OperatorWatch watch) {
    this.factory = factory;
    this.operatorName = operatorName;
    this.injector = injector;
    this.watch = watch;
  }

  /** The same job with every operator of it wrapped. */
  public static LogicalGraph wrap(LogicalGraph graph, Injector injector, OperatorWatch watch)
      throws JobRefusedException {
    List<LogicalOperator> wrapped = new ArrayList<>();
    for (LogicalOperator operator : graph.operators()) {
      OperatorFactory factory =
          BuiltInFactories.of(operator.spec(), graph.jobName(), operator.uid(), graph.options());
      wrapped.add(
          new LogicalOperator(
              operator.id(),
              operator.uid(),
              operator.name(),
              new FaultyFactory(factory, operator.name(), injector, watch),
              operator.parallelism(),
              operator.maxParallelism(),
              operator.inputKeys(),
              operator.chaining()));
    }
    return new LogicalGraph(graph.jobName(), graph.options(), wrapped, graph.edges());
  }

  @Override
  public String kind() {
    return factory.kind();
  }

  @Override
  public boolean isSource() {
    return factory.isSource();
  }

  @Override
  public void validate() throws JobRefusedException {
    factory.validate();
  }

  @Override
  public Operator create(int subtaskIndex) throws Exception {
    String where = operatorName + " (" + (subtaskIndex + 1) + ")";
    injector.before(Hook.CREATE, where);
    Operator operator = factory.create(subtaskIndex);
    injector.after(Hook.CREATE, where);
    FaultyOperator faulty = new FaultyOperator(operator, where, injector, watch);
    return operator instanceof SourceOperator source
        ? new FaultySource(source, faulty, where, injector)
        : faulty;
  }

  @Override
  public int threadGroup(int subtaskIndex) {
    return factory.threadGroup(subtaskIndex);
  }

  @Override
  public SourceCoordinator createCoordinator(byte[] restored) throws Exception {
    injector.before(Hook.COORDINATOR_CREATE, operatorName);
    SourceCoordinator coordinator = factory.createCoordinator(restored);
    return coordinator == null
        ? null
        : new FaultyCoordinator(coordinator, operatorName, injector, watch);
  }

  @Override
  public Serializer<Object> feedbackSerializer(Serializer<Object> generic) {
    return factory.feedbackSerializer(generic);
  }
}
