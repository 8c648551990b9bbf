package io.landfall.it.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AllocationTest {

  private static final int BLOCK = 10 << 20;

  /** Keeps what was allocated from being optimized away. */
  private static volatile byte[] sink;

  @Test
  void whatAThreadHadBeforeItEndedIsNotTakenOff() throws Exception {
    CountDownLatch allocated = new CountDownLatch(1);
    CountDownLatch measuring = new CountDownLatch(1);
    Thread early =
        new Thread(
            () -> {
              sink = new byte[BLOCK];
              allocated.countDown();
              await(measuring);
            });
    early.start();
    allocated.await();

    Allocation allocation = new Allocation();
    measuring.countDown();
    early.join();

    assertThat(allocation.bytes()).isBetween(0L, BLOCK - 1L);
  }

  @Test
  void whatThreadsAllocateMeanwhileCounts() throws Exception {
    CountDownLatch allocated = new CountDownLatch(1);
    CountDownLatch measured = new CountDownLatch(1);
    Allocation allocation = new Allocation();
    Thread late =
        new Thread(
            () -> {
              sink = new byte[BLOCK];
              allocated.countDown();
              await(measured);
            });
    late.start();
    allocated.await();
    sink = new byte[BLOCK];

    assertThat(allocation.bytes()).isGreaterThanOrEqualTo(2L * BLOCK);

    measured.countDown();
    late.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
