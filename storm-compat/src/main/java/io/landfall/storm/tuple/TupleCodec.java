package io.landfall.storm.tuple;

import io.landfall.storm.ack.TreeRegistry;
import io.landfall.storm.ack.TupleTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.storm.task.GeneralTopologyContext;

/**
 * Takes tuples apart into plain values for a checkpoint, and puts them together again with their
 * trees. The source task is named by component and index, since task ids shift when a component is
 * added. Any thread.
 */
public final class TupleCodec {

  private final GeneralTopologyContext context;

  public TupleCodec(GeneralTopologyContext context) {
    this.context = context;
  }

  /** Only arrays, lists and values of the user's, so that any serializer can take it. */
  public Object[] toParts(StormTuple tuple) {
    return toParts(tuple, tuple.treeIds());
  }

  /** As {@link #toParts}, for a tuple that was acked: it comes back without its trees. */
  public Object[] toPartsWithoutTrees(StormTuple tuple) {
    return toParts(tuple, new long[0]);
  }

  private Object[] toParts(StormTuple tuple, long[] treeIds) {
    String component = tuple.getSourceComponent();
    int index = context.getComponentTasks(component).indexOf(tuple.getSourceTask());
    return new Object[] {
      component,
      Math.max(0, index),
      tuple.getSourceStreamId(),
      new ArrayList<>(tuple.getValues()),
      treeIds
    };
  }

  /**
   * The tuple that {@link #toParts} took apart; its trees have one open tuple more.
   *
   * @return null if the topology no longer has its source or stream; its trees then count as failed
   */
  @SuppressWarnings("unchecked")
  public StormTuple fromParts(Object[] parts, TreeRegistry registry) {
    String component = (String) parts[0];
    String stream = (String) parts[2];
    long[] treeIds = (long[]) parts[4];
    if (!isDeclared(component, stream)) {
      Arrays.stream(treeIds).filter(id -> id != TupleTree.DETACHED).forEach(registry::failed);
      return null;
    }
    List<TupleTree> trees = new ArrayList<>(treeIds.length);
    for (long id : treeIds) {
      trees.add(id == TupleTree.DETACHED ? detachedLeaf() : registry.leaf(id));
    }
    List<Integer> tasks = context.getComponentTasks(component);
    int task = tasks.get(Math.min((int) parts[1], tasks.size() - 1));
    List<Object> values = (List<Object>) parts[3];
    return new StormTuple(context, values, component, task, stream, Lineage.of(trees));
  }

  private static TupleTree detachedLeaf() {
    TupleTree tree = TupleTree.detached();
    tree.add(1);
    return tree;
  }

  private boolean isDeclared(String component, String stream) {
    return context.getComponentIds().contains(component)
        && context.getComponentStreams(component).contains(stream)
        && !context.getComponentTasks(component).isEmpty();
  }
}
