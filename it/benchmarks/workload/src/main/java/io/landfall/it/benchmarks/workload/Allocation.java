package io.landfall.it.benchmarks.workload;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What the threads of this process allocate from a point in time on. Of a thread that ends
 * meanwhile it is missed, and what it had allocated before is not taken off what others do.
 */
final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Map<Long, Long> before = byThread();

  /** Bytes since this was made, by the threads that live now. */
  long bytes() {
    long sum = 0;
    for (Map.Entry<Long, Long> thread : byThread().entrySet()) {
      sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
    }
    return sum;
  }

  private static Map<Long, Long> byThread() {
    long[] ids = THREADS.getAllThreadIds();
    long[] allocated = THREADS.getThreadAllocatedBytes(ids);
    Map<Long, Long> bytes = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      // -1 for one that has just ended.
      if (allocated[i] >= 0) {
        bytes.put(ids[i], allocated[i]);
      }
    }
    return bytes;
  }
}
