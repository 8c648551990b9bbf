package io.landfall.runtime.storage;

import java.io.Closeable;
import java.io.IOException;

/**
 * The lock of a job's folder, which several threads work under. Closed, it lets nobody in any more,
 * but is kept until the last has left: whoever gets it next must not find files being written, nor
 * a checkpoint that comes to count behind its back. All threads.
 */
final class SharedLock {

  private final Closeable lock;
  private int users;
  private boolean closed;
  private boolean released;

  SharedLock(Closeable lock) {
    this.lock = lock;
  }

  /** For a folder that nobody else knows of. */
  static SharedLock none() {
    return new SharedLock(() -> {});
  }

  /**
   * @return false if it is closed
   */
  synchronized boolean tryEnter() {
    if (!closed) {
      users++;
    }
    return !closed;
  }

  void leave() {
    synchronized (this) {
      users--;
    }
    releaseIfUnused();
  }

  void close() {
    synchronized (this) {
      closed = true;
    }
    releaseIfUnused();
  }

  private void releaseIfUnused() {
    synchronized (this) {
      if (!closed || released || users > 0) {
        return;
      }
      released = true;
    }
    // Not in the monitor: a disk may take its time.
    try {
      lock.close();
    } catch (IOException alreadyGone) {
      // The lock ends with the process at the latest.
    }
  }
}
