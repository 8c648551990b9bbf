package io.landfall.storm.task;

import io.landfall.storm.ack.TupleTree;
import io.landfall.storm.tuple.StormTuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.daemon.Acker;
import org.apache.storm.hooks.ITaskHook;
import org.apache.storm.hooks.info.BoltAckInfo;
import org.apache.storm.hooks.info.BoltExecuteInfo;
import org.apache.storm.hooks.info.BoltFailInfo;
import org.apache.storm.hooks.info.EmitInfo;
import org.apache.storm.hooks.info.SpoutAckInfo;
import org.apache.storm.hooks.info.SpoutFailInfo;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.ReflectionUtils;

/**
 * The task hooks of a task. Without any, as usual, each call is one look at an empty list.
 * Latencies are null, as they are on Storm for what it did not sample.
 */
public final class TaskHooks {

  private final TopologyContext context;
  private final List<ITaskHook> hooks;

  TaskHooks(TopologyContext context, Map<String, Object> conf) {
    this.context = context;
    if (conf.get(Config.TOPOLOGY_AUTO_TASK_HOOKS) instanceof Collection<?> classes) {
      for (Object type : classes) {
        context.addTaskHook(ReflectionUtils.newInstance(String.valueOf(type)));
      }
    }
    // Live: prepare and open may still add to it.
    this.hooks = hooks(context);
  }

  @SuppressWarnings("unchecked")
  private static List<ITaskHook> hooks(TopologyContext context) {
    return (List<ITaskHook>) (List<?>) context.getHooks();
  }

  public boolean isEmpty() {
    return hooks.isEmpty();
  }

  public void emit(List<Object> values, String stream, Collection<Integer> targets) {
    if (!hooks.isEmpty()) {
      EmitInfo info = new EmitInfo(values, stream, context.getThisTaskId(), targets);
      hooks.forEach(hook -> hook.emit(info));
    }
  }

  public void spoutInit(TupleTree tree) {
    if (!hooks.isEmpty()) {
      emitToAcker(
          Acker.ACKER_INIT_STREAM_ID, new Values(tree.id(), 0L, context.getThisTaskId()), tree);
    }
  }

  public void spoutAck(Object messageId) {
    if (!hooks.isEmpty()) {
      SpoutAckInfo info = new SpoutAckInfo(messageId, context.getThisTaskId(), null);
      hooks.forEach(hook -> hook.spoutAck(info));
    }
  }

  public void spoutFail(Object messageId) {
    if (!hooks.isEmpty()) {
      SpoutFailInfo info = new SpoutFailInfo(messageId, context.getThisTaskId(), null);
      hooks.forEach(hook -> hook.spoutFail(info));
    }
  }

  public void boltExecute(Tuple tuple) {
    if (!hooks.isEmpty()) {
      BoltExecuteInfo info = new BoltExecuteInfo(tuple, context.getThisTaskId(), null);
      hooks.forEach(hook -> hook.boltExecute(info));
    }
  }

  public void boltAck(StormTuple tuple) {
    if (!hooks.isEmpty()) {
      forEachTree(
          tuple, tree -> emitToAcker(Acker.ACKER_ACK_STREAM_ID, new Values(tree.id(), 0L), tree));
      BoltAckInfo info = new BoltAckInfo(tuple, context.getThisTaskId(), null);
      hooks.forEach(hook -> hook.boltAck(info));
    }
  }

  public void boltFail(StormTuple tuple) {
    if (!hooks.isEmpty()) {
      forEachTree(
          tuple, tree -> emitToAcker(Acker.ACKER_FAIL_STREAM_ID, new Values(tree.id()), tree));
      BoltFailInfo info = new BoltFailInfo(tuple, context.getThisTaskId(), null);
      hooks.forEach(hook -> hook.boltFail(info));
    }
  }

  void cleanup() {
    hooks.forEach(ITaskHook::cleanup);
  }

  private static void forEachTree(StormTuple tuple, java.util.function.Consumer<TupleTree> action) {
    if (tuple.isAnchored()) {
      action.accept(tuple.tree());
      for (TupleTree tree : tuple.moreTrees()) {
        action.accept(tree);
      }
    }
  }

  // No message goes to an acker here, but hooks on Storm see one, and some count them.
  private void emitToAcker(String stream, List<Object> values, TupleTree tree) {
    List<Integer> ackers = context.getComponentTasks(Acker.ACKER_COMPONENT_ID);
    if (!ackers.isEmpty()) {
      int index = Math.floorMod(Long.hashCode(tree.id()), ackers.size());
      emit(values, stream, List.of(ackers.get(index)));
    }
  }
}
