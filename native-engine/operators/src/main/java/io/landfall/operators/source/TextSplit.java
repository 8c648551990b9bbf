package io.landfall.operators.source;

import io.landfall.api.connector.SourceSplit;
import java.io.Serializable;

/**
 * A range of one file, and where to read on. A line belongs to the range in which it begins.
 *
 * @param offsetBytes of the next line if {@code aligned}, else of the range's first byte; in the
 *     unpacked text if the file is compressed
 * @param endBytes {@link Long#MAX_VALUE} for the end of the file
 * @param aligned true if {@code offsetBytes} is known to be the beginning of a line
 */
public record TextSplit(
    String splitId, String path, long offsetBytes, long endBytes, boolean aligned)
    implements SourceSplit, Serializable {

  TextSplit at(long lineOffsetBytes) {
    return new TextSplit(splitId, path, lineOffsetBytes, endBytes, true);
  }
}
