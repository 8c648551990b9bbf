package io.landfall.storm.spout;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a restored checkpoint knows of messages that a spout, opened afresh, will be given again by
 * its source. They are recognised by their ids (by value) when the spout emits them, and are then
 * not sent into the topology a second time. Task's thread.
 */
final class RestoredMessages {

  /** One message. Stands as the message id of its tree while that is open. */
  static final class Restored {
    private final Object id;
    private boolean covered;
    private Object emittedId;

    private Restored(Object id) {
      this.id = id;
    }

    /** As the checkpoint had it. */
    Object id() {
      return id;
    }
  }

  private final Map<Object, Deque<Restored>> notEmitted = new HashMap<>();

  boolean isEmpty() {
    return notEmitted.isEmpty();
  }

  /** The checkpoint covers all of it. */
  void addCovered(Object id) {
    add(id).covered = true;
  }

  /** Its tree is open; what is returned stands for its id in the ledger. */
  Restored addOpen(Object id) {
    return add(id);
  }

  private Restored add(Object id) {
    Restored restored = new Restored(id);
    notEmitted.computeIfAbsent(id, key -> new ArrayDeque<>()).add(restored);
    return restored;
  }

  /**
   * The spout emits a message.
   *
   * @return null if it is a new one. Otherwise it must not be sent, and if it is {@link #isCovered}
   *     it is due for an ack
   */
  Restored onEmit(Object id) {
    Deque<Restored> known = notEmitted.get(id);
    if (known == null) {
      return null;
    }
    Restored restored = known.removeFirst();
    if (known.isEmpty()) {
      notEmitted.remove(id);
    }
    restored.emittedId = id;
    return restored;
  }

  static boolean isCovered(Restored restored) {
    return restored.covered;
  }

  /**
   * The tree of a restored message is complete and covered.
   *
   * @return the id to ack now; null if the spout has not emitted it yet
   */
  Object onAcked(Restored restored) {
    restored.covered = true;
    return restored.emittedId;
  }

  /**
   * The tree of a restored message failed: when its source gives it again, it is a new one.
   *
   * @return the id to fail now; null if the spout has not emitted it yet
   */
  Object onFailed(Restored restored) {
    if (restored.emittedId == null) {
      Deque<Restored> known = notEmitted.get(restored.id);
      known.remove(restored);
      if (known.isEmpty()) {
        notEmitted.remove(restored.id);
      }
    }
    return restored.emittedId;
  }

  /** The ids of the covered ones that the spout has not emitted. */
  void forEachCovered(Consumer<Object> action) {
    notEmitted
        .values()
        .forEach(
            messages ->
                messages.forEach(
                    message -> {
                      if (message.covered) {
                        action.accept(message.id);
                      }
                    }));
  }
}
