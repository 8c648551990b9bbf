package io.landfall.storm.bolt;

import io.landfall.storm.task.TaskThread;
import io.landfall.storm.tuple.StormTuple;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.storm.tuple.Tuple;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Input for which a foreign thread has emitted something and has not yet acked or failed it. A
 * barrier between the two would save the input, to be executed again after a failure, although its
 * output went before the barrier; so a barrier waits for the thread to go on. One that lets it wait
 * for long does not mean to ack soon: then barriers wait no more.
 */
final class HalfDoneInput {

  private static final Logger LOG = LoggerFactory.getLogger(HalfDoneInput.class);

  /** A thread that is about to ack needs microseconds, or a turn on a crowded machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String component;
  private final TaskThread thread;
  private final Set<StormTuple> tuples =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
  private volatile boolean givenUp;

  /** Spares most bolts the lock of the set. */
  private volatile boolean anyEver;

  HalfDoneInput(String component, TaskThread thread) {
    this.component = component;
    this.thread = thread;
  }

  /** Output anchored on these is about to be queued. Foreign threads, before they queue it. */
  void emitting(Collection<Tuple> anchors) {
    if (anchors == null || givenUp) {
      return;
    }
    anyEver = true;
    for (Tuple anchor : anchors) {
      StormTuple tuple = StormTuple.of(anchor);
      if (tuple != null) {
        tuples.add(tuple);
      }
    }
  }

  /** It was acked or failed. Task's thread. */
  void settled(StormTuple tuple) {
    if (anyEver) {
      tuples.remove(tuple);
    }
  }

  /** Does what foreign threads queue until none is half-way. Task's thread, at a barrier. */
  void finish() throws Exception {
    thread.drain();
    if (tuples.isEmpty()) {
      return;
    }
    // What was emitted for input behind its ack waits for nothing.
    tuples.removeIf(StormTuple::isSettled);
    long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
    while (!tuples.isEmpty()) {
      if (!thread.awaitQueued(deadlineNs)) {
        giveUp();
        return;
      }
      thread.drain();
    }
  }

  private void giveUp() {
    givenUp = true;
    LOG.warn(
        "component '{}': a thread of its own has emitted for {} tuples that it did not ack within {}"
            + " ms; such output comes again after a failure between the two",
        component,
        tuples.size(),
        PATIENCE.toMillis());
    tuples.clear();
  }
}
