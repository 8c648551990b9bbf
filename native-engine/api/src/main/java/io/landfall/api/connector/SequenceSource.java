package io.landfall.api.connector;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Records computed from an index: a collection, a sequence, a generator with a rate. Each subtask
 * works through ranges of the index, whose positions are in checkpoints.
 */
public final class SequenceSource<T>
    implements Source<T, SequenceSource.IndexRange, SequenceSource.Assigned> {

  /** The record at an index; must give the same one every time. Shared by all subtasks. */
  @FunctionalInterface
  public interface RecordAt<T> {
    T at(long index);
  }

  /** Indexes from {@code next} to {@code end} - 1. */
  public record IndexRange(String splitId, long next, long end)
      implements SourceSplit, Serializable {}

  /** All ranges are with readers. */
  public record Assigned() implements Serializable {}

  /** Stands for no limit. */
  public static final double UNLIMITED = Double.POSITIVE_INFINITY;

  private final String name;
  private final RecordAt<T> records;
  private final long count;
  private final double recordsPerSecond;

  /**
   * @param count {@link Long#MAX_VALUE} for no end
   * @param recordsPerSecond over all subtasks together; {@link #UNLIMITED} for as fast as possible
   */
  public SequenceSource(String name, RecordAt<T> records, long count, double recordsPerSecond) {
    if (count < 0) {
      throw new IllegalArgumentException("source '" + name + "': count " + count + " is negative");
    }
    if (!(recordsPerSecond > 0)) {
      throw new IllegalArgumentException(
          "source '" + name + "': rate " + recordsPerSecond + "/s is not positive");
    }
    this.name = name;
    this.records = records;
    this.count = count;
    this.recordsPerSecond = recordsPerSecond;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isBounded() {
    return count != Long.MAX_VALUE;
  }

  @Override
  public SplitEnumerator<IndexRange, Assigned> createEnumerator(Assigned restored) {
    return new Enumerator(restored == null);
  }

  @Override
  public SourceReader<T, IndexRange> createReader(ReaderContext context) {
    return new Reader(context);
  }

  private final class Enumerator implements SplitEnumerator<IndexRange, Assigned> {
    private final boolean deal;

    Enumerator(boolean deal) {
      this.deal = deal;
    }

    @Override
    public void start(Context<IndexRange> context) {
      int parallelism = context.parallelism();
      for (int i = 0; i < parallelism; i++) {
        if (deal) {
          long from = boundary(i, parallelism);
          context.assign(new IndexRange("range-" + i, from, boundary(i + 1, parallelism)), i);
        }
        context.noMoreSplits(i);
      }
    }

    private long boundary(int i, int parallelism) {
      return count / parallelism * i + Math.min(i, count % parallelism);
    }

    @Override
    public void onSplitRequest(int subtaskIndex) {}

    @Override
    public Assigned snapshot(long checkpointId) {
      return new Assigned();
    }
  }

  private final class Reader implements SourceReader<T, IndexRange> {
    private final ReaderContext context;
    private final double recordsPerMs;
    private final Deque<IndexRange> waiting = new ArrayDeque<>();
    private String currentId;
    private long next;
    private long end;
    private boolean lastSplitKnown;
    private long startedAtMs = Long.MIN_VALUE;
    private long emitted;

    Reader(ReaderContext context) {
      this.context = context;
      this.recordsPerMs = recordsPerSecond / context.parallelism() / 1_000;
    }

    @Override
    public Status poll(RecordOutput<T> output, int maxRecords) {
      if (next == end && !advance()) {
        return lastSplitKnown ? Status.END : Status.NOTHING_NOW;
      }
      long allowed = allowed(maxRecords);
      long from = next;
      while (next < from + allowed && !output.isBackpressured()) {
        output.emit(records.at(next++), Long.MIN_VALUE);
      }
      emitted += next - from;
      return allowed > 0 ? Status.MORE : Status.NOTHING_NOW;
    }

    private boolean advance() {
      IndexRange range = waiting.poll();
      if (range == null) {
        return false;
      }
      currentId = range.splitId();
      next = range.next();
      end = range.end();
      return true;
    }

    private long allowed(int maxRecords) {
      if (recordsPerMs == Double.POSITIVE_INFINITY) {
        return Math.min(maxRecords, end - next);
      }
      long nowMs = context.processingTimeMs();
      if (startedAtMs == Long.MIN_VALUE) {
        startedAtMs = nowMs;
      }
      long due = (long) ((nowMs - startedAtMs + 1) * recordsPerMs) - emitted;
      return Math.max(0, Math.min(Math.min(maxRecords, due), end - next));
    }

    @Override
    public void addSplits(List<IndexRange> splits) {
      waiting.addAll(splits);
    }

    @Override
    public void noMoreSplits() {
      lastSplitKnown = true;
    }

    @Override
    public List<IndexRange> snapshot(long checkpointId) {
      List<IndexRange> unfinished = new ArrayList<>(waiting.size() + 1);
      if (next < end) {
        unfinished.add(new IndexRange(currentId, next, end));
      }
      unfinished.addAll(waiting);
      return unfinished;
    }
  }
}
