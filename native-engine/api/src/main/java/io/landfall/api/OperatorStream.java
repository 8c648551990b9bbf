package io.landfall.api;

import io.landfall.api.GraphBuilder.Node;
import io.landfall.api.GraphBuilder.Upstream;
import io.landfall.api.function.OutputTag;
import io.landfall.api.graph.LogicalOperator.Chaining;
import java.util.List;

/** The main output of an operator whose attributes can still be set. */
public final class OperatorStream<T> extends DataStream<T> {

  private final Node node;

  OperatorStream(GraphBuilder graph, Node node, String output) {
    super(graph, List.of(new Upstream(node, output, null)));
    this.node = node;
  }

  /** What logs, metrics and errors call the operator. */
  public OperatorStream<T> name(String name) {
    node.name = name;
    return this;
  }

  /** The stable name of the operator's state: give one to all that must survive a changed job. */
  public OperatorStream<T> uid(String uid) {
    node.uid = uid;
    return this;
  }

  public OperatorStream<T> parallelism(int subtasks) {
    if (subtasks < 1) {
      throw new IllegalArgumentException(
          "operator '" + node.name + "': parallelism " + subtasks + " is below 1");
    }
    if (subtasks > 1 && node.onlyOneBecause != null) {
      throw new IllegalArgumentException(
          "operator '"
              + node.name
              + "': parallelism "
              + subtasks
              + " is not possible, because "
              + node.onlyOneBecause);
    }
    node.parallelism = subtasks;
    return this;
  }

  /** Key groups: the largest parallelism the operator can ever have. */
  public OperatorStream<T> maxParallelism(int keyGroups) {
    if (keyGroups < 1 || keyGroups > 32_768) {
      throw new IllegalArgumentException(
          "operator '"
              + node.name
              + "': max-parallelism "
              + keyGroups
              + " is not between 1 and 32768");
    }
    node.maxParallelism = keyGroups;
    return this;
  }

  /** Not in one task with what is before it. */
  public OperatorStream<T> startNewChain() {
    node.chaining = Chaining.HEAD;
    return this;
  }

  /** In a task of its own. */
  public OperatorStream<T> disableChaining() {
    node.chaining = Chaining.NEVER;
    return this;
  }

  /** What the operator emits to {@code tag}. */
  public <S> DataStream<S> sideOutput(OutputTag<S> tag) {
    return new DataStream<>(graph, List.of(new Upstream(node, tag.id(), null)));
  }
}
