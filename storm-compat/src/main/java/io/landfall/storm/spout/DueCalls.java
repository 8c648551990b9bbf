package io.landfall.storm.spout;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** Acks and fails that the spout is to get on its next turn, in order. Task's thread. */
final class DueCalls {

  private record Due(Object messageId, boolean ack) {}

  private final Queue<Due> due = new ArrayDeque<>();

  void ack(Object messageId) {
    due.add(new Due(messageId, true));
  }

  void fail(Object messageId) {
    due.add(new Due(messageId, false));
  }

  boolean isEmpty() {
    return due.isEmpty();
  }

  /** Makes the calls; each is taken off before it is made, as it may throw or emit. */
  void make(SpoutLedger.Listener listener) {
    for (Due next = due.poll(); next != null; next = due.poll()) {
      if (next.ack) {
        listener.onAcked(next.messageId, null);
      } else {
        listener.onFailed(next.messageId, null);
      }
    }
  }

  void forEachAck(Consumer<Object> action) {
    forEach(true, action);
  }

  void forEachFail(Consumer<Object> action) {
    forEach(false, action);
  }

  private void forEach(boolean ack, Consumer<Object> action) {
    for (Due call : due) {
      if (call.ack == ack) {
        action.accept(call.messageId);
      }
    }
  }
}
