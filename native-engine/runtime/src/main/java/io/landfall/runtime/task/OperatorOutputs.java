package io.landfall.runtime.task;

import io.landfall.api.function.KeySelector;
import io.landfall.api.function.Partitioner;
import io.landfall.api.graph.Partitioning;
import io.landfall.operators.spi.DirectOutput;
import io.landfall.operators.spi.Output;
import io.landfall.runtime.channel.ChannelSender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The outputs of one operator by name, made once when the task is. */
final class OperatorOutputs {

  private record Edge(TaskSetup.EdgeSetup setup, EdgeOutput output) {}

  private final List<Edge> edges = new ArrayList<>();
  private final List<ChannelWriter> writers = new ArrayList<>();
  private final String operatorName;
  private final TaskSetup task;
  private final EdgeOutput main;

  /**
   * @param next the operator that a chained edge leads to; null if there is none
   */
  OperatorOutputs(
      TaskSetup setup, TaskSetup.OperatorSetup operator, ChainedOperator next, Outbox outbox) {
    this.task = setup;
    this.operatorName = operator.name();
    for (TaskSetup.EdgeSetup edge : operator.outputs()) {
      edges.add(new Edge(edge, make(edge, next, outbox)));
    }
    main = named(null);
    main.signalTo(edges.stream().map(Edge::output).toArray(EdgeOutput[]::new));
  }

  EdgeOutput main() {
    return main;
  }

  Output side(String id) {
    return named(Objects.requireNonNull(id, "id"));
  }

  DirectOutput direct(String id, int toOperatorId) {
    for (Edge edge : edges) {
      if (edge.output() instanceof ChannelOutput.Direct direct
          && edge.setup().toOperatorId() == toOperatorId
          && Objects.equals(edge.setup().output(), id)) {
        return direct;
      }
    }
    throw new IllegalArgumentException(
        "operator '" + operatorName + "' has no direct edge to operator " + toOperatorId);
  }

  /** All channels that leave the operator; barriers and the end of input go into each. */
  List<ChannelWriter> writers() {
    return writers;
  }

  private EdgeOutput named(String id) {
    List<EdgeOutput> readers = new ArrayList<>();
    for (Edge edge : edges) {
      if (Objects.equals(edge.setup().output(), id)
          && !(edge.output() instanceof ChannelOutput.Direct)) {
        readers.add(edge.output());
      }
    }
    return switch (readers.size()) {
      case 0 -> new EdgeOutput.None();
      // A side output's only edge keeps its own signals; the main one's are redirected to all.
      case 1 -> readers.get(0);
      default -> new EdgeOutput.Several(readers.toArray(EdgeOutput[]::new));
    };
  }

  private EdgeOutput make(TaskSetup.EdgeSetup setup, ChainedOperator next, Outbox outbox) {
    if (setup.channels() == null) {
      return new EdgeOutput.Chained(Objects.requireNonNull(next, "next"));
    }
    ChannelWriter[] ends = new ChannelWriter[setup.channels().size()];
    for (int i = 0; i < ends.length; i++) {
      ChannelSender channel = setup.channels().get(i);
      ends[i] = new ChannelWriter(channel, outbox);
      writers.add(ends[i]);
    }
    return overChannels(setup, ends);
  }

  @SuppressWarnings("unchecked")
  private EdgeOutput overChannels(TaskSetup.EdgeSetup setup, ChannelWriter[] ends) {
    Partitioning partitioning = setup.partitioning();
    if (partitioning instanceof Partitioning.ByKey byKey) {
      return new ChannelOutput.ByKey(
          ends,
          (KeySelector<Object, Object>) byKey.selector(),
          setup.keyGroupCount(),
          operatorName);
    }
    if (partitioning instanceof Partitioning.Rebalance) {
      return new ChannelOutput.Rebalance(ends, task.subtaskIndex());
    }
    if (partitioning instanceof Partitioning.Shuffle) {
      return new ChannelOutput.Shuffle(ends, task.job().seeds().getAsLong());
    }
    if (partitioning instanceof Partitioning.Rescale) {
      return ChannelOutput.Some.rescale(ends, task.subtaskIndex(), task.parallelism());
    }
    if (partitioning instanceof Partitioning.Broadcast) {
      return new ChannelOutput.Broadcast(ends);
    }
    if (partitioning instanceof Partitioning.Custom custom) {
      return new ChannelOutput.Custom(
          ends,
          (Partitioner<Object>) custom.partitioner(),
          (KeySelector<Object, Object>) custom.selector(),
          operatorName);
    }
    if (partitioning instanceof Partitioning.Direct) {
      return new ChannelOutput.Direct(ends);
    }
    return new ChannelOutput.First(ends);
  }
}
