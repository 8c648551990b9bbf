package io.landfall.connector.files.source;

import java.util.Comparator;

/** Which of the files that are there is taken first. */
public enum FileOrder {
  BY_NAME(Comparator.comparing(FoundFile::path)),
  /** The oldest first; by name where that is the same. */
  BY_MODIFICATION_TIME(
      Comparator.comparingLong(FoundFile::modifiedMs).thenComparing(FoundFile::path));

  private final Comparator<FoundFile> comparator;

  FileOrder(Comparator<FoundFile> comparator) {
    this.comparator = comparator;
  }

  Comparator<FoundFile> comparator() {
    return comparator;
  }
}
