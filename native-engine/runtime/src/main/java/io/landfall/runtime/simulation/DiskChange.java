package io.landfall.runtime.simulation;

/**
 * One change of names: from now on the node is where this says. A rename is one change, whatever it
 * replaces, so that it happens as a whole or not at all.
 *
 * <p>That it tells where a node is to be, not which name to remove, keeps every mixture of changes
 * that a power failure lets survive sane: a node whose earlier change was lost still leaves the
 * place where it is.
 *
 * @param number in the order of all changes to the disk
 * @param from the folder that it leaves; null if it is new
 * @param to the folder that it is in now; null if it was deleted
 * @param name its name there; null if it was deleted
 */
record DiskChange(long number, DiskNode node, DiskFolder from, DiskFolder to, String name) {

  boolean isAcrossFolders() {
    return from != null && to != null && from != to;
  }

  /** The folder whose pending changes decide whether this one survives a power failure. */
  DiskFolder decidedIn() {
    return to == null ? from : to;
  }

  void takeEffect() {
    if (node.place != null) {
      node.place.folder().names.remove(node.place.name());
      node.place = null;
    }
    if (to != null) {
      DiskNode replaced = to.names.put(name, node);
      if (replaced != null) {
        replaced.place = null;
      }
      node.place = new DiskNode.Place(to, name);
    }
  }

  void becomeDurable() {
    if (node.durablePlace != null) {
      node.durablePlace.folder().durableNames.remove(node.durablePlace.name());
      node.durablePlace = null;
    }
    if (to != null) {
      DiskNode replaced = to.durableNames.put(name, node);
      if (replaced != null) {
        replaced.durablePlace = null;
      }
      node.durablePlace = new DiskNode.Place(to, name);
    }
  }
}
