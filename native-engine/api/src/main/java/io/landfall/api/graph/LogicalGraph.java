package io.landfall.api.graph;

import io.landfall.api.option.Options;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A job: operators, the streams between them, and settings. Immutable.
 *
 * @param operators by id, in the order in which they were declared
 */
public record LogicalGraph(
    String jobName, Options options, List<LogicalOperator> operators, List<LogicalEdge> edges) {

  public LogicalGraph {
    Objects.requireNonNull(jobName, "jobName");
    Objects.requireNonNull(options, "options");
    operators = List.copyOf(operators);
    edges = List.copyOf(edges);
    Map<Integer, LogicalOperator> byId = new HashMap<>();
    for (LogicalOperator operator : operators) {
      if (byId.put(operator.id(), operator) != null) {
        throw new IllegalArgumentException(
            "job '" + jobName + "': operator id " + operator.id() + " twice");
      }
    }
    for (LogicalEdge edge : edges) {
      check(jobName, edge, byId);
    }
  }

  private static void check(String job, LogicalEdge edge, Map<Integer, LogicalOperator> byId) {
    LogicalOperator from = byId.get(edge.from());
    LogicalOperator to = byId.get(edge.to());
    if (from == null || to == null) {
      throw new IllegalArgumentException(
          "job '" + job + "': edge " + edge.from() + " to " + edge.to() + " names no operator");
    }
    if (to.spec().isSource()) {
      throw new IllegalArgumentException(
          "job '" + job + "': source '" + to.name() + "' cannot have an input");
    }
    if (edge.partitioning() instanceof Partitioning.Forward
        && from.parallelism() != to.parallelism()) {
      throw new IllegalArgumentException(
          "job '"
              + job
              + "': forward from '"
              + from.name()
              + "' (parallelism "
              + from.parallelism()
              + ") to '"
              + to.name()
              + "' (parallelism "
              + to.parallelism()
              + ") needs equal parallelism; use rebalance() or make them equal");
    }
  }

  public LogicalOperator operator(int id) {
    for (LogicalOperator operator : operators) {
      if (operator.id() == id) {
        return operator;
      }
    }
    throw new IllegalArgumentException("job '" + jobName + "': no operator " + id);
  }

  /** The edges that leave an operator, in declaration order. */
  public List<LogicalEdge> outputsOf(int operatorId) {
    List<LogicalEdge> found = new ArrayList<>();
    for (LogicalEdge edge : edges) {
      if (edge.from() == operatorId) {
        found.add(edge);
      }
    }
    return found;
  }

  /** The edges that reach an operator, in declaration order. */
  public List<LogicalEdge> inputsOf(int operatorId) {
    List<LogicalEdge> found = new ArrayList<>();
    for (LogicalEdge edge : edges) {
      if (edge.to() == operatorId) {
        found.add(edge);
      }
    }
    return found;
  }

  /** The same job with other settings. */
  public LogicalGraph withOptions(Options other) {
    return new LogicalGraph(jobName, other, operators, edges);
  }

  /** The same job with one more edge. */
  public LogicalGraph withEdge(LogicalEdge edge) {
    List<LogicalEdge> all = new ArrayList<>(edges);
    all.add(edge);
    return new LogicalGraph(jobName, options, operators, all);
  }
}
