package io.landfall.storm.ack;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Where a restored run finds its open trees again: bolts register the leaves that they hold while
 * they open, spouts claim their trees when all bolts are open. What no bolt registered had no leaf
 * left: it was complete. Any thread.
 */
public final class TreeRegistry {

  private final ConcurrentMap<Long, TupleTree> trees = new ConcurrentHashMap<>();

  /** The tree with this id, with one open tuple more. */
  public TupleTree leaf(long treeId) {
    TupleTree tree = trees.computeIfAbsent(treeId, TupleTree::new);
    tree.add(1);
    return tree;
  }

  /** A bolt had failed this tree before the checkpoint. */
  public TupleTree failed(long treeId) {
    TupleTree tree = trees.computeIfAbsent(treeId, TupleTree::new);
    tree.fail();
    return tree;
  }

  /**
   * Gives the tree to its spout, once.
   *
   * @return null if it has no leaf and was not failed
   */
  public TupleTree claim(long treeId) {
    return trees.remove(treeId);
  }
}
