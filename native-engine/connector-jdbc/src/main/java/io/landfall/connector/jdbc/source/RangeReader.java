package io.landfall.connector.jdbc.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Emits what its fetcher brings; positions are those of emitted rows. Task thread only. */
final class RangeReader<T> implements SourceReader<T, KeyRange> {

  private final SourceConfig<T> config;
  private final Source.ReaderContext context;
  private final RangeFetcher<T> fetcher;

  /** The first one is being read, or will be; all are with the fetcher. */
  private final Deque<KeyRange> ranges = new ArrayDeque<>();

  private FetchedRows<T> batch;
  private int nextRow;
  private boolean requested;
  private boolean noMoreSplits;

  RangeReader(SourceConfig<T> config, Source.ReaderContext context) {
    this.config = config;
    this.context = context;
    this.fetcher = new RangeFetcher<>(config, context.subtaskIndex(), context::wakeUp);
  }

  @Override
  public void open() {
    fetcher.start();
  }

  @Override
  public Status poll(RecordOutput<T> output, int maxRecords) throws Exception {
    if (ranges.isEmpty()) {
      return withoutRange();
    }
    if (batch == null) {
      batch = fetcher.poll();
      nextRow = 0;
      if (batch == null) {
        return Status.NOTHING_NOW;
      }
      if (batch.failure() != null) {
        throw batch.failure();
      }
    }
    emit(output, maxRecords);
    if (nextRow == batch.values().size()) {
      endBatch(output);
    }
    return Status.MORE;
  }

  private Status withoutRange() {
    if (noMoreSplits) {
      return Status.END;
    }
    if (!requested) {
      requested = true;
      context.requestSplit();
    }
    return Status.NOTHING_NOW;
  }

  private void emit(RecordOutput<T> output, int maxRecords) {
    RecordOutput<T> ofRange = output.ofSplit(ranges.element().splitId());
    List<T> values = batch.values();
    int end = (int) Math.min(values.size(), (long) nextRow + maxRecords);
    while (nextRow < end && !output.isBackpressured()) {
      T value = values.get(nextRow++);
      if (value != null) {
        ofRange.emit(value, Long.MIN_VALUE);
      }
    }
  }

  private void endBatch(RecordOutput<T> output) {
    KeyRange range = ranges.remove();
    if (batch.last()) {
      output.endSplit(range.splitId());
    } else {
      ranges.addFirst(range.from(batch.keys()[nextRow - 1] + 1));
    }
    batch = null;
  }

  @Override
  public void addSplits(List<KeyRange> splits) {
    for (KeyRange each : splits) {
      ranges.add(each);
      fetcher.fetch(each);
    }
    requested = false;
  }

  @Override
  public void noMoreSplits() {
    noMoreSplits = true;
  }

  @Override
  public List<KeyRange> snapshot(long checkpointId) {
    if (batch == null || nextRow == 0) {
      return List.copyOf(ranges);
    }
    Deque<KeyRange> now = new ArrayDeque<>(ranges);
    // The largest key of all has none behind it; such a row is the last one of its range.
    KeyRange first = now.remove();
    long read = batch.keys()[nextRow - 1];
    if (read < first.last()) {
      now.addFirst(first.from(read + 1));
    }
    return List.copyOf(now);
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
