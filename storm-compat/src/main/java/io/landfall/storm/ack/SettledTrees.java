package io.landfall.storm.ack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The trees of one spout task that settled and that it has not looked at yet: an intrusive stack
 * that any thread pushes on and the spout's thread empties, so that a settled message costs no
 * allocation.
 */
public final class SettledTrees {

  private static final VarHandle HEAD;

  static {
    try {
      HEAD = MethodHandles.lookup().findVarHandle(SettledTrees.class, "head", TupleTree.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Runnable wakeUp;
  private final Runnable onPush;
  private volatile TupleTree head;
  private volatile long rotation;

  /**
   * @param wakeUp called by any thread when the first of a batch is there
   */
  public SettledTrees(Runnable wakeUp) {
    this(wakeUp, null);
  }

  /**
   * @param onPush called by any thread before each tree becomes visible; null for nobody
   */
  public SettledTrees(Runnable wakeUp, Runnable onPush) {
    this.wakeUp = wakeUp;
    this.onPush = onPush;
  }

  void push(TupleTree tree) {
    if (onPush != null) {
      onPush.run();
    }
    TupleTree old;
    do {
      old = head;
      tree.nextSettled = old;
    } while (!HEAD.compareAndSet(this, old, tree));
    if (old == null) {
      wakeUp.run();
    }
  }

  public boolean isEmpty() {
    return head == null;
  }

  /**
   * Takes all, oldest first; walk them with {@link #after}. Spout's thread.
   *
   * @return null if there is none
   */
  public TupleTree takeAll() {
    if (head == null) {
      return null;
    }
    TupleTree taken = (TupleTree) HEAD.getAndSet(this, null);
    TupleTree reversed = null;
    while (taken != null) {
      TupleTree following = taken.nextSettled;
      taken.nextSettled = reversed;
      reversed = taken;
      taken = following;
    }
    return reversed;
  }

  /** The next of the batch, which is cut off from {@code tree}; null at the end. */
  public static TupleTree after(TupleTree tree) {
    TupleTree following = tree.nextSettled;
    tree.nextSettled = null;
    return following;
  }

  /** How often the spout's timeout buckets have turned. */
  long rotation() {
    return rotation;
  }

  void rotated() {
    rotation++;
  }
}
