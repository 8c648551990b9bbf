package io.landfall.connector.files.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.connector.SourceSplit;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Reads one split after the other, and asks for the next when it has none. One that is to be paused
 * stays open while another is read, as it may take long to get to its position again. Task thread
 * only.
 *
 * @param <O> a split that is being read
 */
public abstract class SequentialReader<T, S extends SourceSplit, O extends OpenSplit<S>>
    implements SourceReader<T, S> {

  private final Source.ReaderContext context;
  private final Deque<S> waiting = new ArrayDeque<>();

  /** Those that were begun and paused. */
  private final List<O> begun = new ArrayList<>();

  /** What is being read; null for nothing. */
  private O current;

  private Set<String> paused = Set.of();
  private boolean requested;
  private boolean noMoreSplits;

  protected SequentialReader(Source.ReaderContext context) {
    this.context = context;
  }

  /** At its position. */
  protected abstract O open(S split) throws IOException;

  /**
   * Emits at most so many records, fewer if the output is backpressured.
   *
   * @return false if the split has no more
   */
  protected abstract boolean read(O split, RecordOutput<T> output, int maxRecords) throws Exception;

  @Override
  public final Status poll(RecordOutput<T> output, int maxRecords) throws Exception {
    if (!choose()) {
      return hasEnded() ? Status.END : Status.NOTHING_NOW;
    }
    if (!read(current, output.ofSplit(current.splitId()), maxRecords)) {
      output.endSplit(current.splitId());
      current.close();
      current = null;
    }
    return Status.MORE;
  }

  private boolean hasEnded() {
    return noMoreSplits && current == null && begun.isEmpty() && waiting.isEmpty();
  }

  /**
   * Goes on with the split that is being read for as long as that is possible, then with one that
   * was begun, then with a new one; false if there is none now.
   */
  private boolean choose() throws IOException {
    if (current != null && paused.contains(current.splitId())) {
      begun.add(current);
      current = null;
    }
    for (int i = 0; current == null && i < begun.size(); i++) {
      if (!paused.contains(begun.get(i).splitId())) {
        current = begun.remove(i);
      }
    }
    if (current == null) {
      openNext();
    }
    return current != null;
  }

  private void openNext() throws IOException {
    for (S next : waiting) {
      if (!paused.contains(next.splitId())) {
        current = open(next);
        waiting.remove(next);
        return;
      }
    }
    if (!requested && !noMoreSplits && begun.isEmpty() && waiting.isEmpty()) {
      requested = true;
      context.requestSplit();
    }
  }

  @Override
  public final void addSplits(List<S> splits) {
    waiting.addAll(splits);
    requested = false;
  }

  @Override
  public final void pauseSplits(Set<String> splitIds) {
    paused = splitIds;
  }

  @Override
  public final void noMoreSplits() {
    noMoreSplits = true;
  }

  @Override
  public final List<S> snapshot(long checkpointId) {
    List<S> unfinished = new ArrayList<>(waiting.size() + begun.size() + 1);
    if (current != null) {
      unfinished.add(current.splitNow());
    }
    begun.forEach(each -> unfinished.add(each.splitNow()));
    unfinished.addAll(waiting);
    return unfinished;
  }

  @Override
  public final void close() throws IOException {
    if (current != null) {
      begun.add(current);
      current = null;
    }
    IOException failure = null;
    for (O each : begun) {
      try {
        each.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    begun.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
