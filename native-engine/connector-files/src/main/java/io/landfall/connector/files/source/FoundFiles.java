package io.landfall.connector.files.source;

import java.util.List;
import java.util.Set;

/**
 * What an enumerator remembers.
 *
 * @param waiting splits that no reader has yet, in order
 * @param taken paths of the files that are there and have been taken; empty if none will be looked
 *     for any more
 */
public record FoundFiles(List<FileSplit> waiting, Set<String> taken) {

  public FoundFiles {
    waiting = List.copyOf(waiting);
    taken = Set.copyOf(taken);
  }
}
