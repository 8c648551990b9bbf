package io.landfall.storm.job;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalEdge;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.graph.OperatorSpec;
import io.landfall.api.graph.Partitioning;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Options;
import io.landfall.storm.bolt.BoltFactory;
import io.landfall.storm.bolt.SinkBoltFactory;
import io.landfall.storm.conf.Guarantee;
import io.landfall.storm.conf.LandfallConf;
import io.landfall.storm.spout.SpoutFactory;
import io.landfall.storm.swap.SinkBolt;
import io.landfall.storm.task.TopologyControl;
import io.landfall.storm.task.TopologyRuns;
import io.landfall.storm.topology.Announcements;
import io.landfall.storm.topology.BackEdges;
import io.landfall.storm.topology.ComponentPlan;
import io.landfall.storm.topology.TopologyPlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.storm.generated.GlobalStreamId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topology as a job.
 *
 * @param graph for the engine
 * @param runs what is behind the graph's operators
 */
public record StormJob(LogicalGraph graph, TopologyRuns runs) {

  private static final Logger LOG = LoggerFactory.getLogger(StormJob.class);

  /**
   * @param options the engine's, from the command line; the topology's own settings go under them
   * @param guarantee unless the topology's configuration names one
   */
  public static StormJob of(
      TopologyPlan submitted, Options options, Guarantee guarantee, TopologyControl control)
      throws JobRefusedException {
    Options engineOptions = LandfallConf.engineOptions(submitted.conf()).with(options);
    Guarantee own = LandfallConf.read(LandfallConf.GUARANTEE, submitted.conf());
    Guarantee effective = own == null ? guarantee : own;
    if (effective == Guarantee.AT_LEAST_ONCE) {
      engineOptions = engineOptions.with(JobOptions.CHECKPOINTING, false);
    } else if (!engineOptions.get(JobOptions.CHECKPOINTING)) {
      throw new JobRefusedException(
          "topology '"
              + submitted.name()
              + "': exactly-once acks messages when a checkpoint covers them; leave "
              + JobOptions.CHECKPOINTING.name()
              + " on, or ask for at-least-once");
    }
    TopologyPlan plan = submitted;
    if (effective == Guarantee.EXACTLY_ONCE) {
      plan = plan.withoutStormsCheckpoints();
      announce(plan);
    }
    TopologyRuns runs = new TopologyRuns(plan, effective, control);
    List<LogicalOperator> operators = new ArrayList<>();
    for (ComponentPlan component : plan.components()) {
      operators.add(operator(component, runs, engineOptions));
    }
    LogicalGraph graph = new LogicalGraph(plan.name(), engineOptions, operators, edges(plan));
    return new StormJob(graph, runs);
  }

  // A warning, since not everybody reads more than that, and all should know.
  private static void announce(TopologyPlan plan) {
    LOG.info("topology '{}' runs exactly-once", plan.name());
    for (String line : Announcements.of(plan)) {
      LOG.warn("topology '{}': {}", plan.name(), line);
    }
  }

  private static LogicalOperator operator(
      ComponentPlan component, TopologyRuns runs, Options options) {
    OperatorSpec spec =
        component.isSpout()
            ? new SpoutFactory(runs, component)
            : boltFactory(component, runs, options);
    int tasks = component.tasks().size();
    return new LogicalOperator(
        component.operatorId(),
        uid(component),
        component.id(),
        spec,
        tasks,
        Math.max(tasks, JobOptions.MAX_PARALLELISM.defaultValue()),
        List.of(),
        LogicalOperator.Chaining.NEVER);
  }

  private static String uid(ComponentPlan component) {
    return "storm:" + component.id();
  }

  private static OperatorSpec boltFactory(
      ComponentPlan component, TopologyRuns runs, Options options) {
    if (runs.isExactlyOnce()
        && runs.newInstance(component, component.conf(runs.plan().conf()))
            instanceof SinkBolt bolt) {
      return new SinkBoltFactory(
          runs,
          component,
          bolt.sink(),
          new TwoPhaseSink.Settings(
              runs.plan().name(),
              uid(component),
              true,
              options.get(JobOptions.CHECKPOINT_INTERVAL),
              options.get(JobOptions.CHECKPOINT_TIMEOUT)));
    }
    return new BoltFactory(runs, component);
  }

  // One edge a pair, whatever streams run over it: so two tasks see all tuples in the order of
  // their emission.
  private static List<LogicalEdge> edges(TopologyPlan plan) {
    Set<BackEdges.Edge> pairs = new LinkedHashSet<>();
    List<String> starts = new ArrayList<>();
    for (ComponentPlan component : plan.components()) {
      starts.add(component.isSpout() ? 0 : starts.size(), component.id());
      for (GlobalStreamId input : component.common().get_inputs().keySet()) {
        if (plan.component(input.get_componentId()) != null) {
          pairs.add(new BackEdges.Edge(input.get_componentId(), component.id()));
        }
      }
    }
    Set<BackEdges.Edge> back = BackEdges.find(starts, pairs);
    List<LogicalEdge> edges = new ArrayList<>();
    for (BackEdges.Edge pair : pairs) {
      edges.add(
          new LogicalEdge(
              plan.component(pair.from()).operatorId(),
              null,
              plan.component(pair.to()).operatorId(),
              0,
              new Partitioning.Direct(),
              back.contains(pair)));
    }
    return edges;
  }
}
