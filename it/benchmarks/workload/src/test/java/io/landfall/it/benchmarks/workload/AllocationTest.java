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
    Allocator early = Allocator.thatHasABlock();
    Allocation allocation = new Allocation();
    early.end();

    assertThat(allocation.bytes()).isBetween(0L, BLOCK - 1L);
  }

  @Test
  void whatThreadsAllocateMeanwhileCounts() throws Exception {
    Allocation allocation = new Allocation();
    Allocator late = Allocator.thatHasABlock();
    sink = new byte[BLOCK];

    assertThat(allocation.bytes()).isGreaterThanOrEqualTo(2L * BLOCK);

    late.end();
  }

  /** Allocates one block and lives until it is told to end. */
  private static final class Allocator extends Thread {

    private final CountDownLatch allocated = new CountDownLatch(1);
    private final CountDownLatch ending = new CountDownLatch(1);

    static Allocator thatHasABlock() throws InterruptedException {
      Allocator allocator = new Allocator();
      allocator.start();
      allocator.allocated.await();
      return allocator;
    }

    @Override
    public void run() {
      sink = new byte[BLOCK];
      allocated.countDown();
      try {
        ending.await();
      } catch (InterruptedException e) {
        interrupt();
      }
    }

    void end() throws InterruptedException {
      ending.countDown();
      join();
    }
  }
}
