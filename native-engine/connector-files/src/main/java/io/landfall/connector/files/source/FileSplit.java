package io.landfall.connector.files.source;

import io.landfall.api.connector.SourceSplit;
import java.io.Serializable;

/**
 * A file, or a range of it, and where to read on. A record belongs to the range in which it begins.
 *
 * @param position in a plain file the byte at which the next record begins, if {@code aligned},
 *     else the range's first byte; in a compressed one the records that were read
 * @param endBytes of the range; {@link Long#MAX_VALUE} for the end of the file
 * @param aligned true if {@code position} is known to be the beginning of a record
 */
public record FileSplit(String splitId, String path, long position, long endBytes, boolean aligned)
    implements SourceSplit, Serializable {

  static FileSplit whole(String path) {
    return new FileSplit(path, path, 0, Long.MAX_VALUE, true);
  }

  static FileSplit range(String path, long fromBytes, long endBytes) {
    return new FileSplit(path + "@" + fromBytes, path, fromBytes, endBytes, fromBytes == 0);
  }

  FileSplit at(long nextPosition) {
    return new FileSplit(splitId, path, nextPosition, endBytes, true);
  }
}
