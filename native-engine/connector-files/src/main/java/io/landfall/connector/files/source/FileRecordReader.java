package io.landfall.connector.files.source;

import io.landfall.api.connector.Source;
import io.landfall.api.function.Counter;
import java.io.IOException;

/** Decodes the records of files, or of ranges of them. Task thread only. */
final class FileRecordReader<T> extends SequentialReader<T, FileSplit, OpenFile<T>> {

  private final SourceConfig<T> config;
  private final Counter bytesIn;
  private final Counter undecodable;

  FileRecordReader(SourceConfig<T> config, Source.ReaderContext context) {
    super(context);
    this.config = config;
    this.bytesIn = context.counter("bytes-in");
    this.undecodable = context.counter("undecodable");
  }

  @Override
  protected OpenFile<T> open(FileSplit split) throws IOException {
    return OpenFile.open(split, config.format(), config.maxRecordBytes());
  }

  @Override
  protected boolean read(OpenFile<T> file, RecordOutput<T> output, int maxRecords)
      throws Exception {
    long from = file.offsetBytes();
    boolean more = true;
    for (int i = 0; i < maxRecords && more && !output.isBackpressured(); i++) {
      more = file.next();
      if (more) {
        emit(file, output);
      }
    }
    bytesIn.add(file.offsetBytes() - from);
    return more;
  }

  private void emit(OpenFile<T> file, RecordOutput<T> output) throws Exception {
    T value;
    try {
      value = file.decode();
    } catch (Exception e) {
      handle(file, e, output);
      return;
    }
    if (value != null) {
      output.emit(value, Long.MIN_VALUE);
    }
  }

  private void handle(OpenFile<T> file, Exception error, RecordOutput<T> output) throws Exception {
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
}
