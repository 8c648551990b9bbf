package io.landfall.it.benchmarks.flink;

import io.landfall.it.benchmarks.workload.Pacer;
import io.landfall.it.benchmarks.workload.RunSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;

/** Emits what is due of its subtask's inputs. All methods are called by the task's thread. */
final class InputReader<T> implements SourceReader<T, InputSplit> {

  /** Inputs emitted between two looks at what else the task has to do, such as a checkpoint. */
  private static final int BATCH = 128;

  private final RunSpec spec;
  private final InputSource.Maker<T> maker;
  private final int subtask;
  private final long until;
  private final CompletableFuture<Void> assigned = new CompletableFuture<>();

  private Pacer pacer;
  private boolean hasSplit;
  private long next;

  InputReader(RunSpec spec, InputSource.Maker<T> maker, int subtask) {
    this.spec = spec;
    this.maker = maker;
    this.subtask = subtask;
    until = spec.inputsOf(subtask);
  }

  @Override
  public void start() {
    pacer = new Pacer(spec, subtask);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> output) {
    if (!hasSplit) {
      return assigned.isDone() ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
    }
    long end = Math.min(until, next + BATCH);
    long from = next;
    while (next < end && pacer.isDue(next)) {
      output.collect(maker.make(spec.indexOf(subtask, next), pacer.dueNs(next)));
      next++;
    }
    if (next == until) {
      return InputStatus.END_OF_INPUT;
    }
    if (next == from) {
      LockSupport.parkNanos(Pacer.REST_NS);
    }
    return InputStatus.MORE_AVAILABLE;
  }

  @Override
  public List<InputSplit> snapshotState(long checkpointId) {
    return hasSplit ? List.of(new InputSplit(subtask, next)) : List.of();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return assigned;
  }

  @Override
  public void addSplits(List<InputSplit> splits) {
    next = splits.get(0).next();
    hasSplit = true;
    assigned.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {
    assigned.complete(null);
  }

  @Override
  public void close() {}
}
