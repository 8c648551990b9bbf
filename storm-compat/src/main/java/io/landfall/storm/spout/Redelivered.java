package io.landfall.storm.spout;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Messages that were given back to a spout by its captured fields, and that its source may give it
 * again all the same: a spout with a connection may keep its position there, and what was captured
 * of it may be no more than a counter. They are recognised as long as the spout emits nothing else:
 * one whose fields do know its position goes on behind them at once, and may use an id again.
 * Task's thread.
 */
final class Redelivered {

  private enum State {
    OPEN,
    ACKED
  }

  private final Map<Object, State> expected = new LinkedHashMap<>();

  boolean isEmpty() {
    return expected.isEmpty();
  }

  /** Its tree is open: the ack comes when that is complete. */
  void addOpen(Object id) {
    expected.put(id, State.OPEN);
  }

  /** The spout was told, or is about to be. */
  void addAcked(Object id) {
    expected.put(id, State.ACKED);
  }

  void onAcked(Object id) {
    expected.computeIfPresent(id, (key, state) -> State.ACKED);
  }

  /** True if it is to be acked, once more, when its source gives it again. */
  boolean isAwaitedAsAcked(Object id) {
    return expected.get(id) == State.ACKED;
  }

  /** Those that the spout was told about, and whose source did not give them again so far. */
  void forEachAwaitedAsAcked(Consumer<Object> action) {
    expected.forEach(
        (id, state) -> {
          if (state == State.ACKED) {
            action.accept(id);
          }
        });
  }

  /** When its source gives it again, it is a new one. */
  void onFailed(Object id) {
    expected.remove(id);
  }

  /**
   * The spout emits a message.
   *
   * @return true if it must not be sent
   */
  boolean holdsBack(Object id, DueCalls due) {
    State state = expected.remove(id);
    if (state == null) {
      expected.clear();
      return false;
    }
    if (state == State.ACKED) {
      due.ack(id);
    }
    return true;
  }
}
