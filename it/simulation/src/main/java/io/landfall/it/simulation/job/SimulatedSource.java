package io.landfall.it.simulation.job;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.connector.SourceSplit;
import io.landfall.api.connector.SplitEnumerator;
import io.landfall.api.serialization.Serializer;
import io.landfall.api.serialization.ValueSerializer;
import io.landfall.it.simulation.World;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A source of {@link Arithmetic#SPLITS} splits.
 *
 * @param kind of a source: all splits are dealt out at once, and each reader emits its splits'
 *     records in the order of their positions; but for {@link Stage.Kind#SPLIT_SOURCE}, whose
 *     splits are found over time, and readers ask for them
 * @param count records of each split
 */
record SimulatedSource(World world, String name, Stage.Kind kind, int count)
    implements Source<Long, SimulatedSource.Split, SimulatedSource.NotAssigned> {

  private static final long DISCOVERY_MS = 15;
  private static final Comparator<Split> IN_TURN =
      Comparator.comparingLong(Split::next).thenComparingInt(Split::index);

  /** A split from a position on. */
  record Split(int index, long next) implements SourceSplit {
    @Override
    public String splitId() {
      return "split-" + index;
    }
  }

  /** The splits from {@code first} on are with no reader. */
  record NotAssigned(int first) {}

  private boolean isDealtOutAtOnce() {
    return kind != Stage.Kind.SPLIT_SOURCE;
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  public SplitEnumerator<Split, NotAssigned> createEnumerator(NotAssigned restored) {
    return new Enumerator(restored == null ? 0 : restored.first());
  }

  @Override
  public SourceReader<Long, Split> createReader(ReaderContext context) {
    return new Reader(context);
  }

  @Override
  public Serializer<Split> splitSerializer() {
    return new SplitSerializer();
  }

  @Override
  public Serializer<NotAssigned> enumeratorSerializer() {
    return new NotAssignedSerializer();
  }

  private final class Enumerator implements SplitEnumerator<Split, NotAssigned> {
    private final List<Integer> waiting = new ArrayList<>();
    private Context<Split> context;
    private int found;
    private int next;

    Enumerator(int next) {
      this.next = next;
      this.found = isDealtOutAtOnce() ? Arithmetic.SPLITS : next;
    }

    @Override
    public void start(Context<Split> enumeratorContext) {
      world.touch();
      context = enumeratorContext;
      if (isDealtOutAtOnce()) {
        while (next < Arithmetic.SPLITS) {
          context.assign(new Split(next, 0), next % context.parallelism());
          next++;
        }
        for (int i = 0; i < context.parallelism(); i++) {
          context.noMoreSplits(i);
        }
      } else {
        context.schedule(DISCOVERY_MS, this::discover);
      }
    }

    private void discover() {
      world.touch();
      found = Math.min(Arithmetic.SPLITS, found + 1);
      serve();
    }

    @Override
    public void onSplitRequest(int subtaskIndex) {
      waiting.add(subtaskIndex);
      serve();
    }

    private void serve() {
      while (next < found && !waiting.isEmpty()) {
        context.assign(new Split(next++, 0), waiting.remove(0));
      }
      if (next == Arithmetic.SPLITS) {
        waiting.forEach(context::noMoreSplits);
        waiting.clear();
      }
    }

    @Override
    public NotAssigned snapshot(long checkpointId) {
      return new NotAssigned(next);
    }
  }

  private final class Reader implements SourceReader<Long, Split> {
    private final ReaderContext context;
    private final List<Split> splits = new ArrayList<>();
    private boolean asked;
    private boolean lastKnown;
    private long polls;

    Reader(ReaderContext context) {
      this.context = context;
    }

    @Override
    public Status poll(RecordOutput<Long> output, int maxRecords) {
      if (isDealtOutAtOnce() && !lastKnown) {
        return Status.NOTHING_NOW;
      }
      world.touch();
      splits.removeIf(split -> split.next() == count);
      if (splits.isEmpty()) {
        if (lastKnown) {
          return Status.END;
        }
        if (!asked) {
          asked = true;
          context.requestSplit();
        }
        return Status.NOTHING_NOW;
      }
      if (Arithmetic.mix(polls++) % 5 == 0) {
        return Status.NOTHING_NOW;
      }
      for (int i = 0; i < maxRecords && !output.isBackpressured() && !splits.isEmpty(); i++) {
        emitNext(output);
      }
      return Status.MORE;
    }

    private void emitNext(RecordOutput<Long> output) {
      Split first = splits.stream().min(IN_TURN).orElseThrow();
      splits.remove(first);
      if (first.next() < count) {
        splits.add(new Split(first.index(), first.next() + 1));
        output.emit(
            Arithmetic.valueAt(first.index(), first.next()),
            Arithmetic.timestampOf(kind, first.index(), first.next()));
      }
    }

    @Override
    public void addSplits(List<Split> more) {
      splits.addAll(more);
      asked = false;
    }

    @Override
    public void noMoreSplits() {
      lastKnown = true;
    }

    @Override
    public List<Split> snapshot(long checkpointId) {
      return List.copyOf(splits);
    }
  }

  private static final class SplitSerializer implements ValueSerializer<Split> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(Split value, DataOutput out) throws IOException {
      out.writeInt(value.index());
      out.writeLong(value.next());
    }

    @Override
    public Split read(DataInput in) throws IOException {
      return new Split(in.readInt(), in.readLong());
    }
  }

  private static final class NotAssignedSerializer implements ValueSerializer<NotAssigned> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(NotAssigned value, DataOutput out) throws IOException {
      out.writeInt(value.first());
    }

    @Override
    public NotAssigned read(DataInput in) throws IOException {
      return new NotAssigned(in.readInt());
    }
  }
}
