package io.landfall.connector.files.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.function.Counter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Reads one split after the other, and asks for the next when it has none. One that is to be paused
 * stays open, as it may be far within a compressed file, while another is read. Task thread only.
 */
final class FileRecordReader<T> implements SourceReader<T, FileSplit> {

  private final SourceConfig<T> config;
  private final Source.ReaderContext context;
  private final Deque<FileSplit> waiting = new ArrayDeque<>();

  /** Those that were begun and paused. */
  private final List<OpenFile<T>> begun = new ArrayList<>();

  private final Counter bytesIn;
  private final Counter undecodable;

  /** What is being read; null for nothing. */
  private OpenFile<T> file;

  private Set<String> paused = Set.of();
  private boolean requested;
  private boolean noMoreSplits;

  FileRecordReader(SourceConfig<T> config, Source.ReaderContext context) {
    this.config = config;
    this.context = context;
    this.bytesIn = context.counter("bytes-in");
    this.undecodable = context.counter("undecodable");
  }

  @Override
  public Status poll(RecordOutput<T> output, int maxRecords) throws Exception {
    if (!choose()) {
      return hasEnded() ? Status.END : Status.NOTHING_NOW;
    }
    RecordOutput<T> ofSplit = output.ofSplit(file.splitId());
    long from = file.offsetBytes();
    boolean more = true;
    for (int i = 0; i < maxRecords && more && !output.isBackpressured(); i++) {
      more = file.next();
      if (more) {
        emit(ofSplit);
      }
    }
    bytesIn.add(file.offsetBytes() - from);
    if (!more) {
      output.endSplit(file.splitId());
      file.close();
      file = null;
    }
    return Status.MORE;
  }

  private boolean hasEnded() {
    return noMoreSplits && file == null && begun.isEmpty() && waiting.isEmpty();
  }

  /**
   * Goes on with the split that is being read for as long as that is possible, then with one that
   * was begun, then with a new one; false if there is none now.
   */
  private boolean choose() throws IOException {
    if (file != null && paused.contains(file.splitId())) {
      begun.add(file);
      file = null;
    }
    for (int i = 0; file == null && i < begun.size(); i++) {
      if (!paused.contains(begun.get(i).splitId())) {
        file = begun.remove(i);
      }
    }
    if (file == null) {
      openNext();
    }
    return file != null;
  }

  private void openNext() throws IOException {
    for (FileSplit next : waiting) {
      if (!paused.contains(next.splitId())) {
        file = OpenFile.open(next, config.format(), config.maxRecordBytes());
        waiting.remove(next);
        return;
      }
    }
    if (!requested && !noMoreSplits && begun.isEmpty() && waiting.isEmpty()) {
      requested = true;
      context.requestSplit();
    }
  }

  private void emit(RecordOutput<T> output) throws Exception {
    T value;
    try {
      value = file.decode();
    } catch (Exception e) {
      handle(e, output);
      return;
    }
    if (value != null) {
      output.emit(value, Long.MIN_VALUE);
    }
  }

  private void handle(Exception error, RecordOutput<T> output) throws Exception {
    undecodable.add(1);
    if (config.undecodable() instanceof UndecodablePolicy.SideOutput side) {
      output.emitTo(side.tag(), file.undecodable(error), Long.MIN_VALUE);
    } else if (config.undecodable() instanceof UndecodablePolicy.Handle handle) {
      handle.handler().handle(file.undecodable(error));
    } else if (config.undecodable() instanceof UndecodablePolicy.Fail) {
      throw new UndecodableRecordException(
          "cannot decode the record at "
              + file.place()
              + " of "
              + file.path()
              + ": "
              + error.getMessage()
              + "; correct the file or the format, or let the source leave such records out:"
              + " undecodable(UndecodablePolicy.skip()), handle(...) or sideOutput(...)",
          error);
    }
  }

  @Override
  public void addSplits(List<FileSplit> splits) {
    waiting.addAll(splits);
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
  public List<FileSplit> snapshot(long checkpointId) {
    List<FileSplit> unfinished = new ArrayList<>(waiting.size() + begun.size() + 1);
    if (file != null) {
      unfinished.add(file.splitNow());
    }
    begun.forEach(each -> unfinished.add(each.splitNow()));
    unfinished.addAll(waiting);
    return unfinished;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      begun.add(file);
      file = null;
    }
    IOException failure = null;
    for (OpenFile<T> each : begun) {
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
