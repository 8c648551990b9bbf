package io.landfall.runtime.simulation;

/** A name of a content, in at most one folder. A link is another file with the same content. */
final class DiskFile extends DiskNode {

  final DiskContent content;

  /** To be made by its content. */
  DiskFile(DiskContent content) {
    this.content = content;
  }
}
