package io.landfall.runtime.simulation;

/** A file or folder, whatever its name. It has at most one: a link is a file of its own. */
abstract sealed class DiskNode permits DiskFile, DiskFolder {

  /** Where programs find it; null for the root and for what was deleted. */
  Place place;

  /** Where it would be if the power failed now and no change that is pending survived. */
  Place durablePlace;

  /** A name in a folder. */
  record Place(DiskFolder folder, String name) {}
}
