package io.landfall.storm.tuple;

import io.landfall.operators.spi.Touch;
import io.landfall.storm.ack.TupleTree;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.storm.task.GeneralTopologyContext;
import org.apache.storm.tuple.MessageId;
import org.apache.storm.tuple.TupleImpl;
import org.apache.storm.tuple.Values;

/**
 * A tuple on its way to one task. Storm's own code casts tuples to {@link TupleImpl}, so it is one.
 */
public final class StormTuple extends TupleImpl {

  private static final MessageId UNANCHORED = MessageId.makeUnanchored();
  private static final TupleTree[] NO_TREES = {};

  private static final int NOT_EXECUTED = -1;

  /** As many as most bolts emit for one tuple; what is not used is given back. */
  private static final int RESERVED = 16;

  private static final VarHandle RARE;

  static {
    try {
      RARE = MethodHandles.lookup().findVarHandle(StormTuple.class, "rare", Rare.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * What few tuples have. In an object of its own: a tuple is made for each task that an emit goes
   * to, and is a fifth smaller without.
   */
  private static final class Rare {
    private final TupleTree[] moreTrees;
    private MessageId messageId;
    private HeldTuples.Place place;

    private Rare(TupleTree[] moreTrees) {
      this.moreTrees = moreTrees;
    }
  }

  private final TupleTree tree;

  /** Null as long as there is nothing in it. */
  private Rare rare;

  /**
   * How many tuples its tree counts that are still to be emitted, at the most {@link #RESERVED}.
   * Receiving task's thread.
   */
  private byte reserved = NOT_EXECUTED;

  private boolean hasEmitted;
  private boolean settled;

  /**
   * @param lineage the trees that it belongs to; {@link Lineage#NONE} if it is unanchored
   */
  public StormTuple(
      GeneralTopologyContext context,
      List<Object> values,
      String component,
      int sourceTask,
      String stream,
      Lineage lineage) {
    super(context, values, component, sourceTask, stream, UNANCHORED);
    this.tree = lineage.first();
    if (lineage.rest().length > 0) {
      rare = new Rare(lineage.rest());
    }
  }

  /** A tuple of one message, the usual case, or of none ({@code tree} null). */
  public StormTuple(
      GeneralTopologyContext context,
      List<Object> values,
      String component,
      int sourceTask,
      String stream,
      TupleTree tree) {
    super(context, values, component, sourceTask, stream, UNANCHORED);
    this.tree = tree;
  }

  /** A thread of the bolt may want the message id while the task's holds the tuple. */
  private Rare rare() {
    Rare known = rare;
    if (known != null) {
      return known;
    }
    Rare made = new Rare(NO_TREES);
    Rare other = (Rare) RARE.compareAndExchange(this, (Rare) null, made);
    return other == null ? made : other;
  }

  /** The same tuple, belonging to other trees. */
  public StormTuple withTree(TupleTree other) {
    return new StormTuple(
        getContext(),
        getValues(),
        getSourceComponent(),
        getSourceTask(),
        getSourceStreamId(),
        other);
  }

  /** Its first tree; null if it is unanchored. */
  public TupleTree tree() {
    return tree;
  }

  /** Its other trees, distinct from the first and from each other; usually none. */
  public TupleTree[] moreTrees() {
    Rare known = rare;
    return known == null ? NO_TREES : known.moreTrees;
  }

  public boolean isAnchored() {
    return tree != null;
  }

  /**
   * True if none of its trees is open and the spouts' parts of this checkpoint know none of them.
   */
  boolean isForgottenBy(long checkpointId) {
    if (tree == null || !tree.isLost() || tree.isKnownTo(checkpointId)) {
      return false;
    }
    for (TupleTree other : moreTrees()) {
      if (!other.isLost() || other.isKnownTo(checkpointId)) {
        return false;
      }
    }
    return true;
  }

  /** Marks it acked or failed; false if it was before. Receiving task's thread. */
  public boolean settle() {
    if (settled) {
      return false;
    }
    settled = true;
    return true;
  }

  /** True once it was acked or failed. Receiving task's thread. */
  public boolean isSettled() {
    return settled;
  }

  /**
   * Loads what it takes to execute and ack it, which has often left the caches by the time it is
   * its turn. Receiving task's thread, a few tuples beforehand.
   *
   * @return of no meaning; but if nobody used it, nothing would be loaded
   */
  public int load() {
    int sum = tree == null ? 0 : (int) tree.id();
    // No other list's methods are known to do nothing else.
    if (getValues() instanceof Values values && !values.isEmpty()) {
      sum += Touch.object(values.get(0));
    }
    return sum;
  }

  /** It is executed from now on. Receiving task's thread, as the next two. */
  public void beginExecute() {
    reserved = 0;
  }

  /** What is emitted for it from now on is not foreseen. */
  public void endExecute() {
    if (reserved > 0) {
      tree.giveBack(reserved);
    }
    reserved = NOT_EXECUTED;
  }

  /**
   * {@code count} more tuples belong to its one tree; before any of them is sent. Who emits twice
   * while it executes a tuple will emit more often: then the tree, which is in the caches of others
   * as well, grows by more than it must, and what was too much is given back with the ack.
   */
  public void growTree(int count) {
    if (tree == null) {
      return;
    }
    if (reserved >= count && reserved > 0) {
      reserved -= (byte) count;
    } else if (reserved == NOT_EXECUTED) {
      tree.add(count);
    } else if (!hasEmitted) {
      hasEmitted = true;
      tree.add(count);
    } else {
      tree.add(count - reserved + RESERVED);
      reserved = RESERVED;
    }
  }

  public void ackTrees(long epoch) {
    if (tree != null) {
      tree.ack(epoch, 1 + Math.max(reserved, 0));
      reserved = NOT_EXECUTED;
      for (TupleTree other : moreTrees()) {
        other.ack(epoch);
      }
    }
  }

  public void failTrees() {
    if (tree != null) {
      tree.fail();
      for (TupleTree other : moreTrees()) {
        other.fail();
      }
    }
  }

  public void touchTrees() {
    if (tree != null) {
      tree.touch();
      for (TupleTree other : moreTrees()) {
        other.touch();
      }
    }
  }

  /** The ids of its trees. */
  public long[] treeIds() {
    if (tree == null) {
      return new long[0];
    }
    TupleTree[] others = moreTrees();
    long[] ids = new long[1 + others.length];
    ids[0] = tree.id();
    for (int i = 0; i < others.length; i++) {
      ids[i + 1] = others[i].id();
    }
    return ids;
  }

  /** Storm's view of its anchors, made only for those who ask. */
  @Override
  public MessageId getMessageId() {
    if (tree == null) {
      return UNANCHORED;
    }
    Rare own = rare();
    if (own.messageId == null) {
      Map<Long, Long> anchors = new HashMap<>();
      for (long id : treeIds()) {
        anchors.put(id, ThreadLocalRandom.current().nextLong());
      }
      own.messageId = new TreeMessageId(anchors, this);
    }
    return own.messageId;
  }

  /** Where it is among held tuples; null if it is not. Receiving task's thread. */
  HeldTuples.Place place() {
    Rare known = rare;
    return known == null ? null : known.place;
  }

  void setPlace(HeldTuples.Place place) {
    rare().place = place;
  }

  @Override
  public String toString() {
    return "source: "
        + getSourceComponent()
        + ":"
        + getSourceTask()
        + ", stream: "
        + getSourceStreamId()
        + ", id: "
        + getMessageId()
        + ", "
        + getValues();
  }

  /**
   * The tuple behind {@code tuple}: itself, the one that it is a copy of, or null for one that no
   * task sent.
   */
  public static StormTuple of(org.apache.storm.tuple.Tuple tuple) {
    if (tuple instanceof StormTuple own) {
      return own;
    }
    return tuple != null && tuple.getMessageId() instanceof TreeMessageId id ? id.tuple : null;
  }

  /** Leads from a copy of a tuple back to it: copies share the message id. */
  private static final class TreeMessageId extends MessageId {
    private final StormTuple tuple;

    TreeMessageId(Map<Long, Long> anchors, StormTuple tuple) {
      super(anchors);
      this.tuple = tuple;
    }
  }
}
