package io.landfall.connector.jdbc.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Emits what its fetcher brings; positions are those of emitted rows. A range that is to be paused
 * is given up while there is another one to read, and read on later by a query of its own. Task
 * thread only.
 */
final class RangeReader<T> implements SourceReader<T, KeyRange> {

  private final SourceConfig<T> config;
  private final Source.ReaderContext context;
  private final RangeFetcher<T> fetcher;

  /** The first one is being read, or will be. */
  private final Deque<KeyRange> ranges = new ArrayDeque<>();

  private Set<String> paused = Set.of();

  /** What the fetcher was told to read; null for nothing. */
  private KeyRange fetched;

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
    if (!choose() || batch == null && !fetch()) {
      return Status.NOTHING_NOW;
    }
    emit(output, maxRecords);
    if (nextRow == batch.values().size()) {
      endBatch(output);
    }
    return Status.MORE;
  }

  /** Sees to it that the first range is one that is not paused; false if all are. */
  private boolean choose() {
    if (paused.contains(ranges.element().splitId())) {
      Optional<KeyRange> other =
          ranges.stream().filter(each -> !paused.contains(each.splitId())).findFirst();
      if (other.isEmpty()) {
        return false;
      }
      goTo(other.get());
    }
    if (fetched == null) {
      // Another object each time: rows of an earlier fetch are none of this one.
      fetched = ranges.element().from(ranges.element().next());
      fetcher.fetch(fetched);
    }
    return true;
  }

  /** What was fetched of the first range and not emitted is fetched again, later. */
  private void goTo(KeyRange other) {
    List<KeyRange> rest = rangesNow();
    rest.remove(other);
    ranges.clear();
    ranges.add(other);
    ranges.addAll(rest);
    batch = null;
    fetched = null;
  }

  /** The next rows of the first range; false if there are none now. */
  private boolean fetch() throws Exception {
    do {
      batch = fetcher.poll();
      if (batch != null && batch.failure() != null) {
        throw batch.failure();
      }
      // Of a range that was given up, some may still come.
    } while (batch != null && batch.of() != fetched);
    nextRow = 0;
    return batch != null;
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
      fetched = null;
    } else {
      ranges.addFirst(range.from(batch.keys()[nextRow - 1] + 1));
    }
    batch = null;
  }

  @Override
  public void addSplits(List<KeyRange> splits) {
    ranges.addAll(splits);
    requested = false;
  }

  @Override
  public void pauseSplits(Set<String> splitIds) {
    paused = splitIds;
  }

  @Override
  public void noMoreSplits() {
    noMoreSplits = true;
  }

  @Override
  public List<KeyRange> snapshot(long checkpointId) {
    return rangesNow();
  }

  private List<KeyRange> rangesNow() {
    List<KeyRange> now = new ArrayList<>(ranges);
    if (batch == null || nextRow == 0) {
      return now;
    }
    // The largest key of all has none behind it; such a row is the last one of its range.
    KeyRange first = now.remove(0);
    long read = batch.keys()[nextRow - 1];
    if (read < first.last()) {
      now.add(0, first.from(read + 1));
    }
    return now;
  }

  @Override
  public void close() {
    fetcher.close();
  }
}
