package io.landfall.storm.ack;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One message of a spout and all tuples that descend from it, as a count of those not acked yet. It
 * settles once: completed when the count reaches zero, failed by a bolt, or expired by its spout;
 * whatever is counted later changes nothing.
 *
 * <p>Counting and failing: any thread. The links and {@link #expire}: the spout's thread.
 */
public final class TupleTree {

  /** The id of every tree that belongs to no message. No tree of a message has it. */
  public static final long DETACHED = 0;

  private static final int OPEN = 0;
  private static final int COMPLETE = 1;
  private static final int FAILED = 2;
  private static final int EXPIRED = 3;
  private static final VarHandle OPEN_TUPLES;
  private static final VarHandle STATE;
  private static final VarHandle MAX_EPOCH;
  private static final VarHandle HANDED_OVER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      OPEN_TUPLES = lookup.findVarHandle(TupleTree.class, "openTuples", int.class);
      STATE = lookup.findVarHandle(TupleTree.class, "state", int.class);
      MAX_EPOCH = lookup.findVarHandle(TupleTree.class, "maxEpoch", long.class);
      HANDED_OVER = lookup.findVarHandle(TupleTree.class, "handedOver", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long id;
  private volatile int openTuples;
  private volatile int state;
  private volatile long maxEpoch;
  private volatile boolean handedOver;
  private volatile SettledTrees owner;
  private volatile long touchedRotation = -1;
  private volatile long removedEpoch = Long.MAX_VALUE;
  private Object messageId;
  private String stream;
  private boolean awaitsCheckpoint = true;

  TupleTree nextSettled;
  TupleTree previous;
  TupleTree next;
  PendingTrees.Bucket bucket;

  /**
   * @param id unique among all trees of the topology, over restarts too
   * @param messageId what the spout called it
   * @param openTuples how many tuples it starts with
   * @param epoch number of the last barrier that the spout's task took
   */
  public TupleTree(long id, Object messageId, int openTuples, long epoch, SettledTrees owner) {
    this.id = id;
    this.messageId = messageId;
    OPEN_TUPLES.set(this, openTuples);
    MAX_EPOCH.set(this, epoch);
    this.owner = owner;
  }

  /** A tree of a restored checkpoint. One count holds it open until its spout {@link #bind}s it. */
  TupleTree(long id) {
    this.id = id;
    OPEN_TUPLES.set(this, 1);
    MAX_EPOCH.set(this, Long.MIN_VALUE);
  }

  /**
   * A tree of no message: what belongs to it is anchored, so that whoever holds it has it saved,
   * but nobody hears what became of it.
   */
  public static TupleTree detached() {
    TupleTree tree = new TupleTree(DETACHED);
    tree.removedEpoch = Long.MIN_VALUE;
    return tree;
  }

  /** Hands a tree of a restored checkpoint to its spout, which may settle it at once. */
  public void bind(Object boundMessageId, long epoch, SettledTrees spout) {
    messageId = boundMessageId;
    owner = spout;
    if (isFailed()) {
      handOver();
    }
    ack(epoch);
  }

  public long id() {
    return id;
  }

  public Object messageId() {
    return messageId;
  }

  /** On which its message was emitted. Before its first tuple is sent. */
  public void emittedOn(String streamId) {
    stream = streamId;
  }

  /** Null for a tree that a checkpoint gave back. Spout's thread. */
  public String stream() {
    return stream;
  }

  /** Its spout may be told of its completion at once. Before its first tuple is sent. */
  public void ackAtOnce() {
    awaitsCheckpoint = false;
  }

  /** Whether the ack is to wait for a checkpoint. Spout's thread. */
  public boolean awaitsCheckpoint() {
    return awaitsCheckpoint;
  }

  /** {@code count} more tuples belong to it; before any of them is sent. */
  public void add(int count) {
    OPEN_TUPLES.getAndAdd(this, count);
  }

  /** One tuple is done, in a task whose last barrier was {@code epoch}. */
  public void ack(long epoch) {
    ack(epoch, 1);
  }

  /** As {@link #ack(long)}, and what was {@link #add added} for tuples that were not sent goes. */
  public void ack(long epoch, int count) {
    raiseEpoch(epoch);
    if ((int) OPEN_TUPLES.getAndAdd(this, -count) == count) {
      settleWhenEmpty();
    }
  }

  /** So many were added for tuples that were not sent, by who has one that was and is not acked. */
  public void giveBack(int count) {
    OPEN_TUPLES.getAndAdd(this, -count);
  }

  /** Settles a message that nobody subscribed to. */
  public void settleWhenEmpty() {
    if (openTuples <= 0 && STATE.compareAndSet(this, OPEN, COMPLETE)) {
      handOver();
    }
  }

  /** A bolt gave it up. */
  public void fail() {
    if (STATE.compareAndSet(this, OPEN, FAILED)) {
      handOver();
    }
  }

  /**
   * The spout gives it up.
   *
   * @return false if it settled before: then it is, or soon will be, among the settled
   */
  boolean expire() {
    return STATE.compareAndSet(this, OPEN, EXPIRED);
  }

  /** Starts its timeout anew. */
  public void touch() {
    SettledTrees spout = owner;
    if (spout != null) {
      touchedRotation = spout.rotation();
    }
  }

  long touchedRotation() {
    return touchedRotation;
  }

  public boolean isComplete() {
    return state == COMPLETE;
  }

  public boolean isFailed() {
    return state == FAILED;
  }

  /** Failed or expired: its message comes again, if it comes at all. */
  public boolean isLost() {
    return state >= FAILED;
  }

  /** True if a checkpoint with this number holds all that the tree did, or will do no more. */
  public boolean isCoveredBy(long checkpointId) {
    return isCovered(maxEpoch, checkpointId);
  }

  /** As {@link #isCoveredBy}, of a tree whose {@link #lastEpoch} is known. */
  public static boolean isCovered(long lastEpoch, long checkpointId) {
    return lastEpoch < checkpointId;
  }

  /** The largest number that the last barrier of a task had which acked one of its tuples. */
  public long lastEpoch() {
    return maxEpoch;
  }

  /** The spout forgot it after the barrier {@code epoch}: later snapshots do not know it. */
  public void removed(long epoch) {
    removedEpoch = epoch;
  }

  /** True if the snapshot {@code checkpointId} of its spout may still hold it. */
  public boolean isKnownTo(long checkpointId) {
    return removedEpoch >= checkpointId;
  }

  private void raiseEpoch(long epoch) {
    long seen = maxEpoch;
    while (seen < epoch && !MAX_EPOCH.compareAndSet(this, seen, epoch)) {
      seen = maxEpoch;
    }
  }

  // Both who settles and who binds come here, so that neither order loses the tree nor gives it
  // twice.
  private void handOver() {
    SettledTrees spout = owner;
    if (spout != null && HANDED_OVER.compareAndSet(this, false, true)) {
      spout.push(this);
    }
  }
}
