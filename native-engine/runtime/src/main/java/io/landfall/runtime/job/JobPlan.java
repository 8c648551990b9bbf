package io.landfall.runtime.job;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalEdge;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.graph.LogicalOperator.Chaining;
import io.landfall.api.graph.Partitioning;
import io.landfall.operators.BuiltInFactories;
import io.landfall.operators.spi.OperatorFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A job as it will be deployed: which operators share a task, and what makes each. Immutable.
 *
 * @param uids by operator id
 * @param factories by operator id
 * @param chained the edges that are plain calls
 */
record JobPlan(
    LogicalGraph graph,
    Map<Integer, String> uids,
    Map<Integer, OperatorFactory> factories,
    List<Chain> chains,
    Set<LogicalEdge> chained) {

  /** Operators that share tasks, head first; all have one parallelism. */
  record Chain(int index, List<LogicalOperator> operators) {
    LogicalOperator head() {
      return operators.get(0);
    }

    /** The only one whose code may block, since nothing is chained behind such an operator. */
    LogicalOperator last() {
      return operators.get(operators.size() - 1);
    }

    int parallelism() {
      return head().parallelism();
    }
  }

  /**
   * @throws JobRefusedException if the job cannot run as it is declared
   */
  static JobPlan of(LogicalGraph graph) throws JobRefusedException {
    if (graph.operators().isEmpty()) {
      throw new JobRefusedException("job '" + graph.jobName() + "' has no operators; add a source");
    }
    Map<Integer, OperatorFactory> factories = new HashMap<>();
    for (LogicalOperator operator : graph.operators()) {
      factories.put(operator.id(), factory(graph, operator));
      checkInputs(graph, operator);
    }
    checkOrder(graph);
    Map<Integer, String> uids = OperatorUids.of(graph);
    Map<Integer, LogicalOperator> successors = new HashMap<>();
    Set<Integer> notHeads = new HashSet<>();
    Set<LogicalEdge> chained = new HashSet<>();
    for (LogicalEdge edge : graph.edges()) {
      if (isChainable(graph, edge, factories) && !successors.containsKey(edge.from())) {
        successors.put(edge.from(), graph.operator(edge.to()));
        notHeads.add(edge.to());
        chained.add(edge);
      }
    }
    List<Chain> chains = new ArrayList<>();
    for (LogicalOperator operator : graph.operators()) {
      if (!notHeads.contains(operator.id())) {
        List<LogicalOperator> members = new ArrayList<>();
        for (LogicalOperator m = operator; m != null; m = successors.get(m.id())) {
          members.add(m);
        }
        chains.add(new Chain(chains.size(), List.copyOf(members)));
      }
    }
    return new JobPlan(
        graph, Map.copyOf(uids), Map.copyOf(factories), List.copyOf(chains), Set.copyOf(chained));
  }

  /** What an operator's metrics are called by: its name, if no other operator has it. */
  String metricScope(LogicalOperator operator) {
    boolean unique =
        graph.operators().stream().filter(o -> o.name().equals(operator.name())).count() == 1;
    return unique ? operator.name() : operator.name() + "#" + operator.id();
  }

  /** True if records can come back to where they were. */
  boolean hasCycles() {
    return graph.edges().stream().anyMatch(LogicalEdge::feedback);
  }

  Chain chainHeadedBy(int operatorId) {
    for (Chain chain : chains) {
      if (chain.head().id() == operatorId) {
        return chain;
      }
    }
    throw new IllegalArgumentException("operator " + operatorId + " heads no chain");
  }

  private static OperatorFactory factory(LogicalGraph graph, LogicalOperator operator)
      throws JobRefusedException {
    try {
      OperatorFactory factory =
          BuiltInFactories.of(operator.spec(), graph.jobName(), operator.uid(), graph.options());
      factory.validate();
      return factory;
    } catch (JobRefusedException e) {
      throw new JobRefusedException(
          "job '" + graph.jobName() + "', operator '" + operator.name() + "': " + e.getMessage(),
          e.getCause());
    }
  }

  private static void checkInputs(LogicalGraph graph, LogicalOperator operator)
      throws JobRefusedException {
    if (!operator.spec().isSource() && graph.inputsOf(operator.id()).isEmpty()) {
      throw new JobRefusedException(
          "job '"
              + graph.jobName()
              + "', operator '"
              + operator.name()
              + "' is no source but has no input; connect it");
    }
  }

  /** Barriers and the end of the input have to reach all, and never wait for themselves. */
  private static void checkOrder(LogicalGraph graph) throws JobRefusedException {
    Map<Integer, LogicalOperator> left = new LinkedHashMap<>();
    graph.operators().forEach(operator -> left.put(operator.id(), operator));
    while (left.values().removeIf(operator -> isReached(graph, operator, left.keySet()))) {
      // Each round takes those whose inputs were all taken before.
    }
    if (!left.isEmpty()) {
      throw new JobRefusedException(
          "job '"
              + graph.jobName()
              + "', operator '"
              + left.values().iterator().next().name()
              + "' is on or behind a cycle that no source feeds or that no edge is marked to close;"
              + " feed it from a source, and mark the edge that goes back as feedback");
    }
  }

  private static boolean isReached(
      LogicalGraph graph, LogicalOperator operator, Set<Integer> left) {
    boolean fed = operator.spec().isSource();
    for (LogicalEdge edge : graph.inputsOf(operator.id())) {
      if (!edge.feedback()) {
        if (left.contains(edge.from())) {
          return false;
        }
        fed = true;
      }
    }
    return fed;
  }

  private static boolean isChainable(
      LogicalGraph graph, LogicalEdge edge, Map<Integer, OperatorFactory> factories) {
    LogicalOperator from = graph.operator(edge.from());
    LogicalOperator to = graph.operator(edge.to());
    return edge.partitioning() instanceof Partitioning.Forward
        && !edge.feedback()
        && from.parallelism() == to.parallelism()
        && from.chaining() != Chaining.NEVER
        && to.chaining() == Chaining.ALWAYS
        && !to.isKeyed()
        && graph.inputsOf(to.id()).size() == 1
        && isCooperative(factories.get(from.id()));
  }

  private static boolean isCooperative(OperatorFactory factory) {
    return factory.threadGroup(0) == OperatorFactory.COOPERATIVE;
  }
}
