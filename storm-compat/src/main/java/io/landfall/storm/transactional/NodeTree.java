package io.landfall.storm.transactional;

import java.util.List;

/**
 * Nodes by path, such as {@code id/user/3}: each may have data and children. A path's parents come
 * about with it. Any thread.
 */
public interface NodeTree {

  /** Sets a node's data, once and for all when it returns. */
  void set(String path, byte[] data);

  /** A node's data; null if there is no such node or it has none. */
  byte[] get(String path);

  /** Makes a node without data, unless it is there. */
  void make(String path);

  /** Removes a node with all below it; nothing if there is none. */
  void delete(String path);

  /** The names of a node's children, in order; none if there is no such node. */
  List<String> children(String path);
}
