package io.landfall.runtime.job;

import io.landfall.api.graph.LogicalOperator;
import io.landfall.operators.spi.SourceCoordinator;
import io.landfall.runtime.task.TaskCommand;
import io.landfall.runtime.task.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The source coordinators of one start of a job. Job thread only. */
final class SourceCoordinators {

  private static final Logger LOG = LoggerFactory.getLogger(SourceCoordinators.class);

  private record Message(int operatorId, int subtask, Object message) {}

  private static final class Periodic {
    final long periodMs;
    final SourceCoordinator.Action action;
    long nextMs;

    Periodic(long periodMs, SourceCoordinator.Action action, long nextMs) {
      this.periodMs = periodMs;
      this.action = action;
      this.nextMs = nextMs;
    }
  }

  private final JobPlan plan;
  private final BiConsumer<TaskId, TaskCommand> tasks;
  private final Map<Integer, SourceCoordinator> byOperator = new LinkedHashMap<>();
  private final List<Periodic> periodic = new ArrayList<>();
  private final List<Message> beforeStart = new ArrayList<>();
  private boolean started;
  private long nowMs;

  SourceCoordinators(JobPlan plan, RestoredState restored, BiConsumer<TaskId, TaskCommand> tasks)
      throws Exception {
    this.plan = plan;
    this.tasks = tasks;
    try {
      for (LogicalOperator operator : plan.graph().operators()) {
        create(operator, restored);
      }
    } catch (Throwable thrown) {
      // Nobody else knows of those that were made before.
      close();
      throw thrown;
    }
  }

  private void create(LogicalOperator operator, RestoredState restored) throws Exception {
    byte[] remembered = restored.coordinatorOf(plan.uids().get(operator.id()));
    SourceCoordinator made = plan.factories().get(operator.id()).createCoordinator(remembered);
    if (made != null) {
      byOperator.put(operator.id(), made);
    }
  }

  void start(long atMs) throws Exception {
    nowMs = atMs;
    for (Map.Entry<Integer, SourceCoordinator> entry : byOperator.entrySet()) {
      entry.getValue().start(new Context(plan.chainHeadedBy(entry.getKey())));
    }
    started = true;
    for (Message message : beforeStart) {
      onMessage(message.operatorId(), message.subtask(), message.message());
    }
    beforeStart.clear();
  }

  void onMessage(int operatorId, int subtask, Object message) throws Exception {
    if (started) {
      byOperator.get(operatorId).onSubtaskEvent(subtask, message);
    } else {
      beforeStart.add(new Message(operatorId, subtask, message));
    }
  }

  /** {@link Long#MAX_VALUE} for never. */
  long nextDeadlineMs() {
    long next = Long.MAX_VALUE;
    for (Periodic each : periodic) {
      next = Math.min(next, each.nextMs);
    }
    return next;
  }

  void onTime(long atMs) throws Exception {
    nowMs = atMs;
    for (Periodic each : periodic) {
      if (each.nextMs <= atMs) {
        each.nextMs = atMs + each.periodMs;
        each.action.run();
      }
    }
  }

  /** What each remembers, by operator id. */
  Map<Integer, byte[]> snapshot(long checkpointId) throws Exception {
    Map<Integer, byte[]> snapshots = new LinkedHashMap<>();
    for (Map.Entry<Integer, SourceCoordinator> entry : byOperator.entrySet()) {
      byte[] snapshot = entry.getValue().snapshot(checkpointId);
      if (snapshot != null) {
        snapshots.put(entry.getKey(), snapshot);
      }
    }
    return snapshots;
  }

  void close() {
    periodic.clear();
    for (SourceCoordinator coordinator : byOperator.values()) {
      try {
        coordinator.close();
      } catch (Exception e) {
        LOG.warn("job '{}': closing a source coordinator", plan.graph().jobName(), e);
      }
    }
  }

  private final class Context implements SourceCoordinator.Context {
    private final JobPlan.Chain chain;

    Context(JobPlan.Chain chain) {
      this.chain = chain;
    }

    @Override
    public int parallelism() {
      return chain.parallelism();
    }

    @Override
    public void sendToSubtask(int subtaskIndex, Object event) {
      tasks.accept(
          new TaskId(chain.index(), subtaskIndex),
          new TaskCommand.SourceEvent(chain.head().id(), event));
    }

    @Override
    public void schedule(long periodMs, SourceCoordinator.Action action) {
      periodic.add(new Periodic(periodMs, action, nowMs + periodMs));
    }
  }
}
