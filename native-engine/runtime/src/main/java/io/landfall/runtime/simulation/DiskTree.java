package io.landfall.runtime.simulation;

import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds and changes names, with the answers that Linux gives. Paths are absolute and normalised.
 */
final class DiskTree {

  private final DiskFolder root = new DiskFolder();
  private long changeCount;

  DiskFolder root() {
    return root;
  }

  /**
   * @return null if there is none
   * @throws FileSystemException if the path leads through a file
   */
  DiskNode find(Path path) throws FileSystemException {
    DiskNode node = root;
    for (Path name : path) {
      node = asFolder(node, path).names.get(name.toString());
      if (node == null) {
        return null;
      }
    }
    return node;
  }

  /**
   * @return null if there is none, whatever the reason
   */
  DiskNode look(Path path) {
    try {
      return find(path);
    } catch (FileSystemException throughAFile) {
      return null;
    }
  }

  /**
   * @return null if it is no file, or has no content
   */
  DiskFile lookNonEmpty(Path path) {
    return look(path) instanceof DiskFile file && file.content.lengthBytes() > 0 ? file : null;
  }

  DiskFile findFile(Path path) throws FileSystemException {
    DiskNode node = require(path, path);
    if (node instanceof DiskFile file) {
      return file;
    }
    throw new FileSystemException(path.toString(), null, "Is a directory");
  }

  DiskFolder findFolder(Path path) throws FileSystemException {
    return asFolder(require(path, path), path);
  }

  /** Checks that a file can be added there. */
  void requireFree(Path path) throws FileSystemException {
    if (find(path) != null) {
      throw new FileAlreadyExistsException(path.toString());
    }
    parentOf(path, path);
  }

  /** Puts a new file or folder where nothing is, in a folder that is there. */
  void add(DiskNode node, Path path) throws FileSystemException {
    move(node, parentOf(path, path), nameOf(path));
  }

  /** Gives the content of a file another name. */
  void link(Path existing, Path link) throws FileSystemException {
    DiskNode node = require(existing, link);
    DiskFolder folder = parentOf(link, link);
    if (find(link) != null) {
      throw new FileAlreadyExistsException(link.toString());
    }
    if (!(node instanceof DiskFile file)) {
      throw new FileSystemException(
          link.toString(), existing.toString(), "Operation not permitted");
    }
    move(file.content.newFile(), folder, nameOf(link));
  }

  /**
   * @return what was replaced, and has no name now; null if nothing, or if both are links to one
   *     content, which are left as they are
   */
  DiskNode rename(Path from, Path to) throws FileSystemException {
    parentOf(from, from);
    DiskFolder folder = parentOf(to, from);
    DiskNode node = require(from, from);
    DiskNode replaced = find(to);
    if (node == replaced || areLinks(node, replaced)) {
      return null;
    }
    if (node == root || replaced == root) {
      throw new FileSystemException(from.toString(), to.toString(), "Device or resource busy");
    }
    if (to.startsWith(from)) {
      throw new FileSystemException(from.toString(), to.toString(), "Invalid argument");
    }
    if (replaced != null) {
      requireReplaceable(node, replaced, to);
    }
    move(node, folder, nameOf(to));
    return replaced;
  }

  private static boolean areLinks(DiskNode one, DiskNode other) {
    return one instanceof DiskFile file
        && other instanceof DiskFile another
        && file.content == another.content;
  }

  private static void requireReplaceable(DiskNode by, DiskNode replaced, Path path)
      throws FileSystemException {
    if (replaced instanceof DiskFolder folder && !folder.names.isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    if (by.getClass() != replaced.getClass()) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  /**
   * Takes the name from a file or an empty folder.
   *
   * @return what has no name now; null if nothing had
   */
  DiskNode remove(Path path) throws FileSystemException {
    DiskNode node = look(path);
    if (node == null) {
      return null;
    }
    if (node instanceof DiskFolder folder && !folder.names.isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    if (node == root) {
      throw new FileSystemException(path.toString(), null, "Device or resource busy");
    }
    move(node, null, null);
    return node;
  }

  private void move(DiskNode node, DiskFolder to, String name) {
    DiskFolder from = node.place == null ? null : node.place.folder();
    DiskChange change = new DiskChange(++changeCount, node, from, to, name);
    change.takeEffect();
    if (from != null) {
      from.pending.add(change);
    }
    if (to != null && to != from) {
      to.pending.add(change);
    }
  }

  /**
   * Makes the names in one folder durable. A change that also touches another folder takes along
   * what is pending there before it, as a journal does: it could not be taken back on one side
   * only.
   */
  void sync(DiskFolder folder) {
    List<DiskChange> changes = List.copyOf(folder.pending);
    folder.pending.clear();
    for (DiskChange change : changes) {
      if (change.isAcrossFolders()) {
        syncThrough(change.from() == folder ? change.to() : change.from(), change);
      }
      change.becomeDurable();
    }
  }

  private void syncThrough(DiskFolder folder, DiskChange last) {
    while (!folder.pending.isEmpty() && folder.pending.get(0).number() <= last.number()) {
      DiskChange change = folder.pending.remove(0);
      if (change != last) {
        if (change.isAcrossFolders()) {
          syncThrough(change.from() == folder ? change.to() : change.from(), change);
        }
        change.becomeDurable();
      }
    }
  }

  /** {@code path} and all below it, in the order of paths; empty if there is none. */
  List<Path> below(Path path) {
    List<Path> found = new ArrayList<>();
    DiskNode node = look(path);
    if (node != null) {
      collect(path, node, found);
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }

  private static void collect(Path path, DiskNode node, List<Path> into) {
    into.add(path);
    if (node instanceof DiskFolder folder) {
      folder.names.forEach((name, each) -> collect(path.resolve(name), each, into));
    }
  }

  /**
   * The folders on the way to {@code path} and itself that are missing, in the order to add them.
   */
  List<Path> missing(Path path) throws FileSystemException {
    List<Path> missing = new ArrayList<>();
    Path each = path;
    while (find(each) == null) {
      missing.add(0, each);
      each = each.getParent();
    }
    if (!(find(each) instanceof DiskFolder)) {
      throw each.equals(path) ? new FileAlreadyExistsException(path.toString()) : notAFolder(path);
    }
    return missing;
  }

  private DiskNode require(Path path, Path named) throws FileSystemException {
    DiskNode node = find(path);
    if (node == null) {
      throw new NoSuchFileException(named.toString());
    }
    return node;
  }

  private DiskFolder parentOf(Path path, Path named) throws FileSystemException {
    Path parent = path.getParent();
    return parent == null ? root : asFolder(require(parent, named), named);
  }

  private static String nameOf(Path path) {
    return path.getFileName().toString();
  }

  private static DiskFolder asFolder(DiskNode node, Path path) throws FileSystemException {
    if (node instanceof DiskFolder folder) {
      return folder;
    }
    throw notAFolder(path);
  }

  private static FileSystemException notAFolder(Path path) {
    return new FileSystemException(path.toString(), null, "Not a directory");
  }
}
