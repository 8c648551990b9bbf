package io.landfall.it.simulation.storm;

import io.landfall.it.simulation.storm.Surroundings.Place;
import java.util.HashMap;
import java.util.Map;

/**
 * Holds the runtime to Storm's contract with a spout: each message that it emits is acked or failed
 * once at the most, no sooner than all that came of it was executed, and neither happens to what it
 * does not know.
 */
final class SpoutWatch extends Instance {

  /** What its fields say of a spout. */
  interface Progress {
    /** Nothing left to emit, and nothing to be told about. */
    boolean isDrained();
  }

  private enum State {
    EMITTED,
    /** Told about, though emitted by an object before this one. */
    TOLD_FROM_BEFORE,
    TOLD
  }

  private record Message(State state, long sinceMs) {}

  private final Map<MessageId, Message> messages = new HashMap<>();
  private final SpoutPlan plan;
  private final Progress progress;
  private final long openedMs;
  private boolean active;

  SpoutWatch(Surroundings surroundings, Place place, int number, Progress progress) {
    super(surroundings, place, number);
    this.plan = surroundings.spec().spouts().get(place.component());
    this.progress = progress;
    this.openedMs = surroundings.world().elapsedMs();
  }

  Progress progress() {
    return progress;
  }

  void activated(boolean nowActive) {
    if (active == nowActive || isClosed()) {
      violation((nowActive ? "activated" : "deactivated") + " when it was " + active);
    }
    active = nowActive;
  }

  void requested() {
    called("nextTuple");
    if (!active) {
      violation("nextTuple although it is not active");
    }
  }

  void emitting(MessageId id) {
    surroundings().emitting(id);
    Message before =
        messages.put(id, new Message(State.EMITTED, surroundings().world().elapsedMs()));
    surroundings().world().trace(() -> this + " emits " + id);
    if (before != null && before.state == State.EMITTED) {
      throw new IllegalStateException(this + " emits " + id + " twice, which a model must not");
    }
  }

  void acked(MessageId id) {
    called("ack");
    surroundings().world().trace(() -> this + " is told ack of " + id);
    told(id, "ack");
    if (surroundings().spec().acksFollowExecution()) {
      surroundings().expectation().of(id).forEach((bolt, items) -> checkCounted(id, bolt, items));
    }
  }

  private void checkCounted(MessageId id, int bolt, Map<Long, Integer> items) {
    items.forEach(
        (item, count) -> {
          int live = surroundings().live(bolt, item);
          if (live < count) {
            violation(
                "ack of "
                    + id
                    + ", but component "
                    + bolt
                    + " has counted "
                    + item
                    + " only "
                    + live
                    + " times of "
                    + count);
          }
        });
  }

  void failed(MessageId id) {
    called("fail");
    surroundings().world().trace(() -> this + " is told fail of " + id);
    long sinceMs = told(id, "fail");
    if (!surroundings().wasFailed(id.item())) {
      int timeoutSecs = surroundings().spec().timeoutSecs();
      long passedMs = surroundings().world().elapsedMs() - sinceMs;
      if (timeoutSecs == 0 || passedMs < timeoutSecs * 1_000L) {
        violation("fail of " + id + " after " + passedMs + " ms, though nobody failed it");
      }
    }
  }

  /**
   * @return since when this object has known it, virtual ms
   */
  private long told(MessageId id, String what) {
    Message message = messages.get(id);
    if (message != null && message.state == State.EMITTED) {
      messages.put(id, new Message(State.TOLD, message.sinceMs));
      return message.sinceMs;
    }
    // A spout whose fields a checkpoint gave back is told about what they know of.
    boolean fromBefore =
        message == null && plan.kind() != SpoutPlan.Kind.QUEUE && surroundings().wasEmitted(id);
    // Where state was lost to damage the queue gives all again: an id may then be in two trees.
    if (!fromBefore && !surroundings().world().isAtLeastOnce()) {
      violation(
          what + " of " + id + ", which is " + (message == null ? "not emitted" : message.state));
    }
    messages.put(id, new Message(State.TOLD_FROM_BEFORE, openedMs));
    return openedMs;
  }
}
