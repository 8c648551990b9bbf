package io.landfall.connector.parquet;

import io.landfall.api.connector.SourceSplit;
import java.io.Serializable;

/**
 * A row group, and where to read on in it.
 *
 * @param fromBytes where it begins in its file
 * @param endBytes where it ends
 * @param rows that it has
 * @param nextRow how many of them have been read
 */
public record RowGroupSplit(
    String splitId, String path, long fromBytes, long endBytes, long rows, long nextRow)
    implements SourceSplit, Serializable {

  RowGroupSplit at(long row) {
    return new RowGroupSplit(splitId, path, fromBytes, endBytes, rows, row);
  }
}
