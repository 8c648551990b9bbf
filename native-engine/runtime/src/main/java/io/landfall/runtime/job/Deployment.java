package io.landfall.runtime.job;

import io.landfall.api.function.KeySelector;
import io.landfall.api.function.Partitioner;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalEdge;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.graph.Partitioning;
import io.landfall.api.option.JobOptions;
import io.landfall.operators.process.FunctionCopies;
import io.landfall.runtime.channel.Channel;
import io.landfall.runtime.channel.ChannelSender;
import io.landfall.runtime.state.RestoredSections;
import io.landfall.runtime.task.Task;
import io.landfall.runtime.task.TaskId;
import io.landfall.runtime.task.TaskMailbox;
import io.landfall.runtime.task.TaskReporter;
import io.landfall.runtime.task.TaskSetup;
import io.landfall.runtime.task.TaskSetup.EdgeSetup;
import io.landfall.runtime.task.TaskSetup.InputSetup;
import io.landfall.runtime.task.TaskSetup.JobSetup;
import io.landfall.runtime.task.TaskSetup.OperatorSetup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tasks of one start of a job, wired by channels. */
public final class Deployment {

  private final JobPlan plan;
  private final Placement placement;
  private final int mostUnshared;
  private final RestoredState restored;
  private final Map<TaskId, Task> tasks = new LinkedHashMap<>();

  /** By identity: a stream united with itself has two equal edges. */
  private final Map<LogicalEdge, EdgeChannels> channels = new IdentityHashMap<>();

  private final Map<TaskId, Set<TaskId>> neighbours = new HashMap<>();

  /**
   * @param runner who will step the tasks
   * @throws IOException if what is to be restored cannot be read
   */
  Deployment(
      JobPlan plan, TaskRunner runner, RestoredState restored, JobSetup job, TaskReporter reporter)
      throws IOException, JobRefusedException {
    this.plan = plan;
    placement = new Placement(plan, runner.threadCount());
    mostUnshared = runner.mostUnshared();
    for (LogicalEdge edge : plan.graph().edges()) {
      if (!plan.chained().contains(edge)) {
        channels.put(edge, connect(edge));
      }
    }
    this.restored = restored;
    Map<Integer, List<RestoredSections>> sections = new HashMap<>();
    for (LogicalOperator operator : plan.graph().operators()) {
      sections.put(operator.id(), restored.sectionsOf(plan.uids().get(operator.id())));
    }
    for (JobPlan.Chain chain : plan.chains()) {
      for (int subtask = 0; subtask < chain.parallelism(); subtask++) {
        Task task = new Task(setup(chain, subtask, sections, job, reporter));
        tasks.put(task.id(), task);
      }
    }
  }

  public Map<TaskId, Task> tasks() {
    return tasks;
  }

  /** The tasks that write to {@code task} or read from it. */
  public Set<TaskId> neighboursOf(TaskId task) {
    return neighbours.getOrDefault(task, Set.of());
  }

  Placement placement() {
    return placement;
  }

  private EdgeChannels connect(LogicalEdge edge) {
    int from = chainOf(edge.from()).index();
    int to = plan.chainHeadedBy(edge.to()).index();
    int senders = plan.chains().get(from).parallelism();
    int receivers = plan.chains().get(to).parallelism();
    boolean forward = edge.partitioning() instanceof Partitioning.Forward;
    for (int sender = 0; sender < senders; sender++) {
      for (int receiver = 0; receiver < receivers; receiver++) {
        if (!forward || sender == receiver) {
          meet(new TaskId(from, sender), new TaskId(to, receiver));
        }
      }
    }
    if (edge.feedback()) {
      return EdgeChannels.feedback(senders, receivers, forward);
    }
    int capacity = plan.graph().options().get(JobOptions.CHANNEL_CAPACITY);
    return forward
        ? EdgeChannels.forward(senders, capacity)
        : EdgeChannels.full(
            senders,
            receivers,
            sender -> placement.threadOf(new TaskId(from, sender)),
            mostUnshared,
            capacity);
  }

  private void meet(TaskId one, TaskId other) {
    neighbours.computeIfAbsent(one, id -> new HashSet<>()).add(other);
    neighbours.computeIfAbsent(other, id -> new HashSet<>()).add(one);
  }

  private JobPlan.Chain chainOf(int operatorId) {
    for (JobPlan.Chain chain : plan.chains()) {
      for (LogicalOperator operator : chain.operators()) {
        if (operator.id() == operatorId) {
          return chain;
        }
      }
    }
    throw new IllegalArgumentException("operator " + operatorId + " is in no chain");
  }

  private TaskSetup setup(
      JobPlan.Chain chain,
      int subtask,
      Map<Integer, List<RestoredSections>> sections,
      JobSetup job,
      TaskReporter reporter)
      throws JobRefusedException {
    List<OperatorSetup> operators = new ArrayList<>();
    for (LogicalOperator operator : chain.operators()) {
      operators.add(
          new OperatorSetup(
              operator.id(),
              plan.uids().get(operator.id()),
              operator.name(),
              plan.metricScope(operator),
              operator.isKeyed(),
              operator.maxParallelism(),
              plan.factories().get(operator.id()),
              outputs(operator, subtask),
              sections.get(operator.id()),
              restored.keptOf(operator.id(), subtask)));
    }
    TaskId id = new TaskId(chain.index(), subtask);
    return new TaskSetup(
        id,
        subtask,
        chain.parallelism(),
        operators,
        inputs(chain.head(), subtask),
        job,
        reporter,
        new TaskMailbox(chain.head().name() + " (" + (subtask + 1) + ")"));
  }

  private List<EdgeSetup> outputs(LogicalOperator operator, int subtask)
      throws JobRefusedException {
    List<EdgeSetup> outputs = new ArrayList<>();
    for (LogicalEdge edge : plan.graph().outputsOf(operator.id())) {
      List<ChannelSender> targets =
          plan.chained().contains(edge) ? null : channels.get(edge).ofSender(subtask);
      outputs.add(
          new EdgeSetup(
              edge.output(),
              copyOf(operator.name(), edge.partitioning()),
              edge.to(),
              plan.graph().operator(edge.to()).maxParallelism(),
              targets));
    }
    return outputs;
  }

  private List<InputSetup> inputs(LogicalOperator head, int subtask) throws JobRefusedException {
    List<InputSetup> inputs = new ArrayList<>();
    for (LogicalEdge edge : plan.graph().inputsOf(head.id())) {
      KeySelector<?, ?> key =
          edge.input() < head.inputKeys().size() ? head.inputKeys().get(edge.input()) : null;
      KeySelector<?, ?> own =
          key == null
              ? null
              : FunctionCopies.copy("operator '" + head.name() + "': the key selector", key);
      for (Channel channel : channels.get(edge).ofReceiver(subtask)) {
        inputs.add(new InputSetup(channel, edge.input(), own, edge.feedback()));
      }
    }
    return inputs;
  }

  /** User functions on edges are each subtask's own, as all others are. */
  private static Partitioning copyOf(String operatorName, Partitioning partitioning)
      throws JobRefusedException {
    String what = "operator '" + operatorName + "': the ";
    if (partitioning instanceof Partitioning.ByKey byKey) {
      return new Partitioning.ByKey(
          FunctionCopies.<KeySelector<?, ?>>copy(what + "key selector", byKey.selector()));
    }
    if (partitioning instanceof Partitioning.Custom custom) {
      return new Partitioning.Custom(
          FunctionCopies.<Partitioner<?>>copy(what + "partitioner", custom.partitioner()),
          FunctionCopies.<KeySelector<?, ?>>copy(what + "key selector", custom.selector()));
    }
    return partitioning;
  }
}
