package io.landfall.kafka.sink;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Which transactional ids of a subtask may be used for a new transaction.
 *
 * <p>An id rests from its commit until a later checkpoint is complete. Until then a restart may
 * commit its transaction again, and must be able to see at the broker that it was committed: with a
 * newer transaction of the same id, committed and timed out would look the same.
 *
 * <pre>
 *  free --acquire--> in use --prepared(n)--> resting --onCheckpointComplete(m), m > n--> free
 *                                      restored ones rest until any is complete
 * </pre>
 */
final class TransactionalIdPool {

  private record Resting(int number, long checkpointId) {}

  private final PriorityQueue<Integer> free = new PriorityQueue<>();
  private final List<Resting> resting = new ArrayList<>();
  private final Set<Integer> restored;
  private int unused;

  /**
   * @param restored numbers of this subtask that the restored checkpoint has prepared
   */
  TransactionalIdPool(Set<Integer> restored) {
    this.restored = new HashSet<>(restored);
  }

  /** The smallest one, so that few are ever used. */
  int acquire() {
    Integer number = free.poll();
    while (number == null) {
      int candidate = unused++;
      if (!restored.contains(candidate)) {
        number = candidate;
      }
    }
    return number;
  }

  void prepared(int number, long checkpointId) {
    resting.add(new Resting(number, checkpointId));
  }

  /** What it and all before it hold has been committed. */
  void onCheckpointComplete(long checkpointId) {
    for (Iterator<Resting> all = resting.iterator(); all.hasNext(); ) {
      Resting next = all.next();
      if (next.checkpointId() < checkpointId) {
        free.add(next.number());
        all.remove();
      }
    }
    for (int number : restored) {
      // Those from unused on come by themselves.
      if (number < unused) {
        free.add(number);
      }
    }
    restored.clear();
  }
}
