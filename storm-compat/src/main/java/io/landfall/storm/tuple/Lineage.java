package io.landfall.storm.tuple;

import io.landfall.storm.ack.TupleTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.storm.tuple.Tuple;

/**
 * The distinct trees of a tuple with several anchors, or of one that a checkpoint gave back.
 *
 * @param first null for none
 */
public record Lineage(TupleTree first, TupleTree... rest) {

  /** Up to so many anchors, comparing each with each is faster than a set. */
  private static final int FEW = 8;

  public static final Lineage NONE = new Lineage(null);

  /** The trees of all {@code anchors}, each once, however often an anchor or a tree occurs. */
  public static Lineage of(Collection<Tuple> anchors) {
    if (anchors.size() > FEW) {
      return ofMany(anchors);
    }
    List<TupleTree> trees = new ArrayList<>();
    for (Tuple anchor : anchors) {
      StormTuple tuple = StormTuple.of(anchor);
      if (tuple != null && tuple.isAnchored()) {
        addDistinct(trees, tuple.tree());
        for (TupleTree other : tuple.moreTrees()) {
          addDistinct(trees, other);
        }
      }
    }
    return of(trees);
  }

  private static Lineage ofMany(Collection<Tuple> anchors) {
    // In the anchors' order, not that of addresses: a simulated run must be the same each time.
    Set<TupleTree> trees = new LinkedHashSet<>();
    for (Tuple anchor : anchors) {
      StormTuple tuple = StormTuple.of(anchor);
      if (tuple != null && tuple.isAnchored()) {
        trees.add(tuple.tree());
        Collections.addAll(trees, tuple.moreTrees());
      }
    }
    return of(List.copyOf(trees));
  }

  /** Of trees that are distinct already. */
  public static Lineage of(List<TupleTree> trees) {
    return trees.isEmpty()
        ? NONE
        : new Lineage(trees.get(0), trees.subList(1, trees.size()).toArray(TupleTree[]::new));
  }

  /** {@code count} more tuples belong to each tree. */
  public void add(int count) {
    if (first != null) {
      first.add(count);
      for (TupleTree tree : rest) {
        tree.add(count);
      }
    }
  }

  private static void addDistinct(List<TupleTree> trees, TupleTree tree) {
    for (TupleTree known : trees) {
      if (known == tree) {
        return;
      }
    }
    trees.add(tree);
  }
}
