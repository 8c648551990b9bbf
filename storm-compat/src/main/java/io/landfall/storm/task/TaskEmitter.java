package io.landfall.storm.task;

import io.landfall.storm.ack.TupleTree;
import io.landfall.storm.grouping.Chooser;
import io.landfall.storm.topology.ComponentPlan;
import io.landfall.storm.tuple.Lineage;
import io.landfall.storm.tuple.StormTuple;
import java.util.HashMap;
import java.util.List;
import org.apache.storm.Config;
import org.apache.storm.serialization.KryoTupleSerializer;
import org.apache.storm.task.WorkerTopologyContext;

/**
 * Chooses the targets of a task's emits and sends them. Two steps, since a tree must know how many
 * tuples it gets before the first can be acked. Choosing: any thread, with a selection of its own;
 * sending: the task's thread.
 */
public final class TaskEmitter {

  private final WorkerTopologyContext context;
  private final StreamRoutes routes;
  private final String component;
  private final int task;
  private final KryoTupleSerializer trial;
  private final Traffic traffic;

  /**
   * @param traffic null if nobody asks what is under way
   */
  TaskEmitter(
      WorkerTopologyContext context,
      StreamRoutes routes,
      ComponentPlan component,
      int task,
      Traffic traffic) {
    this.context = context;
    this.traffic = traffic;
    this.routes = routes;
    this.component = component.id();
    this.task = task;
    boolean trySerialize =
        Boolean.TRUE.equals(context.getConf().get(Config.TOPOLOGY_TESTING_ALWAYS_TRY_SERIALIZE));
    this.trial =
        trySerialize ? new KryoTupleSerializer(new HashMap<>(context.getConf()), context) : null;
  }

  /** See {@link StreamRoutes#resolve}. */
  public StreamRoute stream(String id) {
    return routes.resolve(id);
  }

  /** Fills {@code into} with the targets that the subscribers' groupings choose. */
  public void choose(StreamRoute stream, List<Object> values, Selection into) {
    into.clear();
    for (TargetRoute target : stream.targets) {
      int subtask = target.chooser.one(task, values);
      if (subtask != Chooser.MANY) {
        into.add(target, subtask);
      } else {
        for (int each : target.chooser.many(task, values)) {
          into.add(target, each);
        }
      }
    }
  }

  /**
   * Fills {@code into} with the named task, or with nothing if its component does not subscribe.
   *
   * @throws IllegalArgumentException if it subscribes, but not with direct grouping
   */
  public void chooseDirect(StreamRoute stream, int targetTask, Selection into) {
    into.clear();
    TargetRoute target = stream.target(context.getComponentId(targetTask));
    if (target == null) {
      return;
    }
    if (!target.chooser.isDirect()) {
      throw new IllegalArgumentException(
          "Cannot emitDirect to a task expecting a regular grouping");
    }
    into.add(target, target.tasks.indexOf(targetTask));
  }

  /** Sends tuples of one message, or ({@code tree} null) of none. */
  public void send(StreamRoute stream, List<Object> values, Selection selection, TupleTree tree) {
    stream.count(selection.count());
    for (int i = 0; i < selection.count(); i++) {
      deliver(selection, i, new StormTuple(context, values, component, task, stream.id, tree));
    }
  }

  /** Sends tuples of any number of messages. */
  public void send(StreamRoute stream, List<Object> values, Selection selection, Lineage lineage) {
    stream.count(selection.count());
    for (int i = 0; i < selection.count(); i++) {
      deliver(selection, i, new StormTuple(context, values, component, task, stream.id, lineage));
    }
  }

  private void deliver(Selection selection, int index, StormTuple tuple) {
    if (trial != null) {
      trial.serialize(tuple);
    }
    if (traffic != null) {
      traffic.tupleSent(selection.route(index).tracked);
    }
    selection.route(index).output.emit(selection.subtask(index), tuple, Long.MIN_VALUE);
  }
}
