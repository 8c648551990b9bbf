package io.landfall.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CrewTest {

  private final Object monitor = new Object();
  private final ReentrantLock lock = new ReentrantLock();

  @Test
  void takesOneThatWaitsForAnEventForAsleep() throws Exception {
    CountDownLatch event = new CountDownLatch(1);
    Thread thread = started(event::await, Thread.State.WAITING);

    assertThat(Crew.isAsleep(thread)).isTrue();

    event.countDown();
    thread.join();
  }

  @Test
  void takesOneThatWaitsForATimeForAsleep() throws Exception {
    CountDownLatch event = new CountDownLatch(1);
    Thread thread = started(() -> event.await(1, TimeUnit.DAYS), Thread.State.TIMED_WAITING);

    assertThat(Crew.isAsleep(thread)).isTrue();

    event.countDown();
    thread.join();
  }

  @Test
  void doesNotTakeOneThatWaitsForALockForAsleep() throws Exception {
    Thread atMonitor;
    Thread atLock;
    lock.lock();
    synchronized (monitor) {
      atMonitor = started(this::passMonitor, Thread.State.BLOCKED);
      atLock = started(this::passLock, Thread.State.WAITING);

      assertThat(Crew.isAsleep(atMonitor)).isFalse();
      assertThat(Crew.isAsleep(atLock)).isFalse();
    }
    lock.unlock();
    atMonitor.join();
    atLock.join();
  }

  private void passMonitor() {
    synchronized (monitor) {
      assertThat(Thread.holdsLock(monitor)).isTrue();
    }
  }

  private void passLock() {
    lock.lock();
    lock.unlock();
  }

  private interface Code {
    void run() throws InterruptedException;
  }

  private static Thread started(Code code, Thread.State until) {
    Thread thread =
        new Thread(
            () -> {
              try {
                code.run();
              } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() != until) {
      Thread.onSpinWait();
    }
    return thread;
  }
}
