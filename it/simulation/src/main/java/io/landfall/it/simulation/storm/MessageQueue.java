package io.landfall.it.simulation.storm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A queue outside: what was given out and not acked is given again over the next connection, first.
 * Acks count for what was given out over the same connection only, and last.
 */
final class MessageQueue {

  static final long NONE = -1;

  private final Deque<Long> waiting = new ArrayDeque<>();
  private final Set<Long> givenOut = new LinkedHashSet<>();
  private Connection current;

  MessageQueue(int messages) {
    for (long i = 0; i < messages; i++) {
      waiting.add(i);
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty() && givenOut.isEmpty();
  }

  Connection connect() {
    disconnect();
    current = new Connection();
    return current;
  }

  void disconnect() {
    current = null;
    List<Long> again = new ArrayList<>(givenOut);
    givenOut.clear();
    for (int i = again.size() - 1; i >= 0; i--) {
      waiting.addFirst(again.get(i));
    }
  }

  @Override
  public String toString() {
    return "queue with " + waiting + " waiting, " + givenOut + " given out";
  }

  /** What a spout holds of it; closeable, as clients of queues are. */
  final class Connection implements AutoCloseable {

    /** The next message; {@link #NONE} if there is none. */
    long next() {
      if (current != this || waiting.isEmpty()) {
        return NONE;
      }
      long number = waiting.remove();
      givenOut.add(number);
      return number;
    }

    void ack(long number) {
      if (current == this) {
        givenOut.remove(number);
      }
    }

    void fail(long number) {
      if (current == this && givenOut.remove(number)) {
        waiting.add(number);
      }
    }

    @Override
    public void close() {
      if (current == this) {
        disconnect();
      }
    }
  }
}
