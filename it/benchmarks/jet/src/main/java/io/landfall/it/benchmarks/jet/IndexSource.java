package io.landfall.it.benchmarks.jet;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.jet.core.ProcessorMetaSupplier;
import com.hazelcast.jet.pipeline.Sources;
import com.hazelcast.jet.pipeline.StreamSource;
import io.landfall.it.benchmarks.workload.Pacer;
import io.landfall.it.benchmarks.workload.RunSpec;
import java.io.Serializable;

/**
 * Makes items from a number that counts up, which is its snapshot. A processor of its own, since
 * one of the source builder gets a thread of its own. It never completes: Jet would end the job.
 */
class IndexSource<T> extends AbstractProcessor {

  /** What a source subtask emits. */
  interface Items<T> extends Serializable {

    /**
     * @param index over all subtasks
     * @param n within the subtask
     */
    T at(long index, long n, Pacer pacer);
  }

  private final RunSpec spec;
  private final Items<T> items;

  private int subtask;
  private long count;
  private long next;
  private Pacer pacer;
  private T pending;

  IndexSource(RunSpec spec, Items<T> items) {
    this.spec = spec;
    this.items = items;
  }

  static <T> StreamSource<T> of(RunSpec spec, Items<T> items) {
    return Sources.streamFromProcessor(
        "source",
        ProcessorMetaSupplier.of(spec.parallelism(), () -> new IndexSource<>(spec, items)));
  }

  @Override
  protected void init(Context context) {
    subtask = context.globalProcessorIndex();
    count = count(spec, subtask);
    pacer = new Pacer(spec, subtask);
  }

  /** How many items the subtask emits. */
  long count(RunSpec spec, int subtask) {
    return spec.inputsOf(subtask);
  }

  /**
   * @return false if {@code item} is to be given again
   */
  boolean offer(T item) {
    return tryEmit(item);
  }

  /** With the snapshot; to be restored. */
  long watermarkMs() {
    return Long.MIN_VALUE;
  }

  void restoreWatermark(long watermarkMs) {}

  @Override
  public boolean complete() {
    while (pending != null || next < count && pacer.isDue(next)) {
      if (pending == null) {
        pending = items.at(spec.indexOf(subtask, next), next, pacer);
      }
      if (!offer(pending)) {
        return false;
      }
      pending = null;
      next++;
    }
    return false;
  }

  @Override
  public boolean saveToSnapshot() {
    return tryEmitToSnapshot(BroadcastKey.broadcastKey(subtask), new long[] {next, watermarkMs()});
  }

  @Override
  protected void restoreFromSnapshot(Object key, Object value) {
    if (((BroadcastKey<?>) key).key().equals(subtask)) {
      long[] saved = (long[]) value;
      next = saved[0];
      restoreWatermark(saved[1]);
    }
  }
}
