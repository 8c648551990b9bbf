package io.landfall.api;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Results on their way from a job's tasks to whoever started it; a full queue makes the tasks wait,
 * and thereby the whole job. A batch may be offered again by a job that was restored: what was
 * taken in of it before is left out. Any thread.
 */
final class ResultQueue<T> {

  /** Stands for null, which the queue cannot hold. */
  private static final Object NULL = new Object();

  /** More than all handles that checkpoints still hold. */
  private static final int REMEMBERED_BATCHES = 10_000;

  private final int capacity;
  private final Queue<Object> queue = new ArrayDeque<>();
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean ended;
  private boolean closed;

  /** How many records of a batch were taken in. */
  private final Map<String, Integer> taken =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > REMEMBERED_BATCHES;
        }
      };

  ResultQueue(int capacity) {
    this.capacity = capacity;
  }

  void put(T value) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (queue.size() >= capacity && !closed) {
        changed.await();
      }
      if (!closed) {
        queue.add(value == null ? NULL : value);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void putAll(String batchId, List<T> values) throws InterruptedException {
    for (int i = takenOf(batchId); i < values.size(); i++) {
      put(values.get(i));
      took(batchId, i + 1);
    }
  }

  private int takenOf(String batchId) {
    lock.lock();
    try {
      return taken.getOrDefault(batchId, 0);
    } finally {
      lock.unlock();
    }
  }

  private void took(String batchId, int count) {
    lock.lock();
    try {
      taken.put(batchId, count);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is something, or will be nothing any more.
   *
   * @return false at the end
   */
  boolean awaitNext() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (queue.isEmpty() && !ended && !closed) {
        changed.await();
      }
      return !queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** After {@link #awaitNext}. */
  @SuppressWarnings("unchecked")
  T take() {
    lock.lock();
    try {
      Object next = queue.remove();
      changed.signalAll();
      return next == NULL ? null : (T) next;
    } finally {
      lock.unlock();
    }
  }

  /** The job has ended. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody will take anything any more: what is offered is dropped. */
  void close() {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
