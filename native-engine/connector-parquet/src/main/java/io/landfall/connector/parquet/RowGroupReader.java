package io.landfall.connector.parquet;

import io.landfall.api.connector.Source;
import io.landfall.connector.files.source.SequentialReader;
import java.io.IOException;

/** Emits the rows of row groups. Task thread only. */
final class RowGroupReader<T> extends SequentialReader<T, RowGroupSplit, OpenRowGroup<T>> {

  private final Class<T> type;

  RowGroupReader(Class<T> type, Source.ReaderContext context) {
    super(context);
    this.type = type;
  }

  @Override
  protected OpenRowGroup<T> open(RowGroupSplit split) throws IOException {
    return new OpenRowGroup<>(split, type);
  }

  @Override
  protected boolean read(OpenRowGroup<T> rows, RecordOutput<T> output, int maxRecords)
      throws IOException {
    for (int i = 0; i < maxRecords && rows.hasNext() && !output.isBackpressured(); i++) {
      output.emit(rows.next(), Long.MIN_VALUE);
    }
    return rows.hasNext();
  }
}
