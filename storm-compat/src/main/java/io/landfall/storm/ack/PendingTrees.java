package io.landfall.storm.ack;

import java.util.function.Consumer;

/**
 * The open trees of one spout task, in two buckets that turn once a message timeout: a message
 * expires between one and two timeouts after it was emitted or touched, as in Storm's rotating map.
 * Spout's thread only.
 */
public final class PendingTrees {

  /** A linked list threaded through the trees. */
  static final class Bucket {
    TupleTree first;
    TupleTree last;
  }

  private final SettledTrees settled;
  private Bucket newest = new Bucket();
  private Bucket oldest = new Bucket();
  private int count;

  public PendingTrees(SettledTrees settled) {
    this.settled = settled;
  }

  public int count() {
    return count;
  }

  public void add(TupleTree tree) {
    link(newest, tree);
    count++;
  }

  /** Forgets a tree; false if it was not here (any more). */
  public boolean remove(TupleTree tree) {
    if (tree.bucket == null) {
      return false;
    }
    unlink(tree);
    count--;
    return true;
  }

  /**
   * Turns the buckets. Trees that were in the older one, were not touched since the last turn and
   * are still open expire: they are removed and given to {@code onExpired}.
   */
  public void rotate(Consumer<TupleTree> onExpired) {
    Bucket expiring = oldest;
    oldest = newest;
    newest = new Bucket();
    long rotation = settled.rotation();
    settled.rotated();
    for (TupleTree tree = expiring.first; tree != null; ) {
      TupleTree following = tree.next;
      unlink(tree);
      if (tree.touchedRotation() == rotation || !tree.expire()) {
        // Touched: as young as those emitted since the last turn. Settled: wait for the hand-over.
        link(oldest, tree);
      } else {
        count--;
        onExpired.accept(tree);
      }
      tree = following;
    }
  }

  /** All of them, oldest first. */
  public void forEach(Consumer<TupleTree> action) {
    for (Bucket bucket : new Bucket[] {oldest, newest}) {
      for (TupleTree tree = bucket.first; tree != null; tree = tree.next) {
        action.accept(tree);
      }
    }
  }

  private static void link(Bucket bucket, TupleTree tree) {
    tree.bucket = bucket;
    tree.previous = bucket.last;
    tree.next = null;
    if (bucket.last == null) {
      bucket.first = tree;
    } else {
      bucket.last.next = tree;
    }
    bucket.last = tree;
  }

  private static void unlink(TupleTree tree) {
    Bucket bucket = tree.bucket;
    if (tree.previous == null) {
      bucket.first = tree.next;
    } else {
      tree.previous.next = tree.next;
    }
    if (tree.next == null) {
      bucket.last = tree.previous;
    } else {
      tree.next.previous = tree.previous;
    }
    tree.bucket = null;
    tree.previous = null;
    tree.next = null;
  }
}
