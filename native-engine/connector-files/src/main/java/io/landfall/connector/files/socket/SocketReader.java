package io.landfall.connector.files.socket;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import java.util.List;

/** Emits what the connection's thread has read. Task thread only. */
final class SocketReader implements SourceReader<String, SocketSplit> {

  private final SocketTextSource.Config config;
  private final Source.ReaderContext context;
  private SocketSplit split;
  private SocketLines lines;
  private boolean noMoreSplits;

  SocketReader(SocketTextSource.Config config, Source.ReaderContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public Status poll(RecordOutput<String> output, int maxRecords) throws Exception {
    if (split == null) {
      return noMoreSplits ? Status.END : Status.NOTHING_NOW;
    }
    RecordOutput<String> ofSplit = output.ofSplit(split.splitId());
    for (int i = 0; i < maxRecords && !output.isBackpressured(); i++) {
      String line = lines.poll();
      if (line == null) {
        return lines.isAtEnd() ? end(output) : Status.NOTHING_NOW;
      }
      ofSplit.emit(line, Long.MIN_VALUE);
    }
    return Status.MORE;
  }

  private Status end(RecordOutput<String> output) {
    output.endSplit(split.splitId());
    split = null;
    return Status.MORE;
  }

  @Override
  public void addSplits(List<SocketSplit> splits) {
    for (SocketSplit each : splits) {
      split = each;
      lines = new SocketLines(config, context::wakeUp);
      lines.start();
    }
  }

  @Override
  public void noMoreSplits() {
    noMoreSplits = true;
  }

  @Override
  public List<SocketSplit> snapshot(long checkpointId) {
    return split == null ? List.of() : List.of(split);
  }

  @Override
  public void close() {
    if (lines != null) {
      lines.close();
    }
  }
}
