package io.landfall.api;

import io.landfall.api.function.KeySelector;
import io.landfall.api.graph.LogicalEdge;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.graph.LogicalOperator.Chaining;
import io.landfall.api.graph.OperatorSpec;
import io.landfall.api.graph.Partitioning;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Options;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The graph while it is still being declared. One thread. */
final class GraphBuilder {

  /** A stream: an output of an operator, and how it is to be dealt out; null is up to the graph. */
  record Upstream(Node node, String output, Partitioning partitioning) {

    Upstream partitionedBy(Partitioning other) {
      return new Upstream(node, output, other);
    }
  }

  /** An operator whose attributes can still change; -1 and null stand for the default. */
  static final class Node {
    final int id;
    final OperatorSpec spec;
    final List<KeySelector<?, ?>> inputKeys;
    final List<List<Upstream>> inputs;
    String name;
    String uid;
    int parallelism = -1;
    int maxParallelism = -1;
    Chaining chaining = Chaining.ALWAYS;

    /** Why it has one subtask and can have no more; null if it can. */
    String onlyOneBecause;

    private Node(
        int id, OperatorSpec spec, List<KeySelector<?, ?>> inputKeys, List<List<Upstream>> inputs) {
      this.id = id;
      this.spec = spec;
      this.inputKeys = inputKeys;
      this.inputs = inputs;
      this.name = spec.kind();
    }
  }

  private final List<Node> nodes = new ArrayList<>();

  Node add(OperatorSpec spec, List<KeySelector<?, ?>> inputKeys, List<List<Upstream>> inputs) {
    Node node = new Node(nodes.size(), spec, inputKeys, inputs);
    nodes.add(node);
    return node;
  }

  LogicalGraph build(String jobName, Options options) {
    List<LogicalOperator> operators = new ArrayList<>();
    List<LogicalEdge> edges = new ArrayList<>();
    Map<String, Node> byUid = new HashMap<>();
    for (Node node : nodes) {
      requireOwnUid(node, byUid);
      operators.add(
          new LogicalOperator(
              node.id,
              node.uid,
              node.name,
              node.spec,
              parallelism(node, options),
              node.maxParallelism > 0
                  ? node.maxParallelism
                  : options.get(JobOptions.MAX_PARALLELISM),
              node.inputKeys,
              node.chaining));
      for (int input = 0; input < node.inputs.size(); input++) {
        for (Upstream upstream : node.inputs.get(input)) {
          edges.add(
              new LogicalEdge(
                  upstream.node().id,
                  upstream.output(),
                  node.id,
                  input,
                  partitioning(upstream, node, options),
                  false));
        }
      }
    }
    return new LogicalGraph(jobName, options, operators, edges);
  }

  private static void requireOwnUid(Node node, Map<String, Node> byUid) {
    Node other = node.uid == null ? null : byUid.put(node.uid, node);
    if (other != null) {
      throw new IllegalArgumentException(
          "operator '"
              + node.name
              + "': the uid '"
              + node.uid
              + "' belongs to operator '"
              + other.name
              + "' already, and so does the state under it; give each its own");
    }
  }

  private static Partitioning partitioning(Upstream upstream, Node to, Options options) {
    if (upstream.partitioning() != null) {
      return upstream.partitioning();
    }
    return parallelism(upstream.node(), options) == parallelism(to, options)
        ? new Partitioning.Forward()
        : new Partitioning.Rebalance();
  }

  private static int parallelism(Node node, Options options) {
    return node.parallelism > 0 ? node.parallelism : options.get(JobOptions.PARALLELISM);
  }
}
