package io.landfall.it.benchmarks.landfall;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.connector.SourceSplit;
import io.landfall.api.connector.SplitEnumerator;
import io.landfall.api.serialization.Serializer;
import io.landfall.api.serialization.ValueSerializer;
import io.landfall.it.benchmarks.workload.Pacer;
import io.landfall.it.benchmarks.workload.RunSpec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** The inputs of a run, made from their index; each subtask has one split, its share. */
final class IndexSource<T> implements Source<T, IndexSource.Share, IndexSource.Dealt> {

  /** The input at an index of all; {@code dueNs} is when it should be emitted, if paced. */
  @FunctionalInterface
  interface InputAt<T> extends Serializable {
    T at(long index, long dueNs);
  }

  /** What is left of a subtask's share, from its {@code next} input on. */
  record Share(int subtask, long next) implements SourceSplit {
    @Override
    public String splitId() {
      return "share-" + subtask;
    }
  }

  /** All shares are with readers. */
  record Dealt() {}

  private final RunSpec spec;
  private final InputAt<T> inputs;

  IndexSource(RunSpec spec, InputAt<T> inputs) {
    this.spec = spec;
    this.inputs = inputs;
  }

  @Override
  public String name() {
    return "source";
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  public SplitEnumerator<Share, Dealt> createEnumerator(Dealt restored) {
    return new SplitEnumerator<>() {
      @Override
      public void start(Context<Share> context) {
        for (int subtask = 0; subtask < context.parallelism(); subtask++) {
          if (restored == null) {
            context.assign(new Share(subtask, 0), subtask);
          }
          context.noMoreSplits(subtask);
        }
      }

      @Override
      public void onSplitRequest(int subtaskIndex) {}

      @Override
      public Dealt snapshot(long checkpointId) {
        return new Dealt();
      }
    };
  }

  @Override
  public SourceReader<T, Share> createReader(ReaderContext context) {
    return new Reader(context.subtaskIndex());
  }

  @Override
  public Serializer<Share> splitSerializer() {
    return new ShareSerializer();
  }

  @Override
  public Serializer<Dealt> enumeratorSerializer() {
    return new DealtSerializer();
  }

  private static final class ShareSerializer implements ValueSerializer<Share> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(Share share, DataOutput out) throws IOException {
      out.writeInt(share.subtask());
      out.writeLong(share.next());
    }

    @Override
    public Share read(DataInput in) throws IOException {
      return new Share(in.readInt(), in.readLong());
    }
  }

  private static final class DealtSerializer implements ValueSerializer<Dealt> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(Dealt dealt, DataOutput out) {}

    @Override
    public Dealt read(DataInput in) {
      return new Dealt();
    }
  }

  private final class Reader implements SourceReader<T, Share> {
    private final int subtask;
    private final Pacer pacer;
    private final boolean paced = spec.perSecond() > 0;
    private final long end;
    private long next;
    private boolean assigned;

    Reader(int subtask) {
      this.subtask = subtask;
      pacer = new Pacer(spec, subtask);
      end = spec.inputsOf(subtask);
    }

    @Override
    public Status poll(RecordOutput<T> output, int maxRecords) {
      if (!assigned) {
        return Status.NOTHING_NOW;
      }
      long from = next;
      long until = Math.min(end, from + maxRecords);
      if (paced) {
        while (next < until && pacer.isDue(next) && !output.isBackpressured()) {
          emit(output, pacer.dueNs(next));
        }
      } else {
        while (next < until && !output.isBackpressured()) {
          emit(output, 0);
        }
      }
      if (next == end) {
        return Status.END;
      }
      return next > from ? Status.MORE : Status.NOTHING_NOW;
    }

    private void emit(RecordOutput<T> output, long dueNs) {
      output.emit(inputs.at(spec.indexOf(subtask, next), dueNs), Long.MIN_VALUE);
      next++;
    }

    @Override
    public void addSplits(List<Share> splits) {
      next = splits.get(0).next();
      assigned = true;
    }

    @Override
    public void noMoreSplits() {}

    @Override
    public List<Share> snapshot(long checkpointId) {
      return assigned ? List.of(new Share(subtask, next)) : List.of();
    }
  }
}
