package io.landfall.connector.files.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.function.Counter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads one split after the other, and asks for the next when it has none. Task thread only. */
final class FileRecordReader<T> implements SourceReader<T, FileSplit> {

  private final SourceConfig<T> config;
  private final Source.ReaderContext context;
  private final Deque<FileSplit> waiting = new ArrayDeque<>();
  private final Counter bytesIn;
  private final Counter undecodable;
  private OpenFile<T> file;
  private FileSplit current;
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
    if (file == null && !openNext()) {
      return noMoreSplits ? Status.END : Status.NOTHING_NOW;
    }
    RecordOutput<T> ofSplit = output.ofSplit(current.splitId());
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
      output.endSplit(current.splitId());
      close();
    }
    return Status.MORE;
  }

  private boolean openNext() throws IOException {
    FileSplit next = waiting.peek();
    if (next != null) {
      file = OpenFile.open(next, config.format(), config.maxRecordBytes());
      current = waiting.remove();
      return true;
    }
    if (!requested && !noMoreSplits) {
      requested = true;
      context.requestSplit();
    }
    return false;
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
              + current.path()
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
  public void noMoreSplits() {
    noMoreSplits = true;
  }

  @Override
  public List<FileSplit> snapshot(long checkpointId) {
    List<FileSplit> unfinished = new ArrayList<>(waiting.size() + 1);
    if (file != null) {
      unfinished.add(file.splitNow());
    }
    unfinished.addAll(waiting);
    return unfinished;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
      current = null;
    }
  }
}
