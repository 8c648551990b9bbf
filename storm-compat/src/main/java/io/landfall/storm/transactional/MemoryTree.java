package io.landfall.storm.transactional;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Lives as long as its cluster. */
final class MemoryTree implements NodeTree {

  private static final byte[] NO_DATA = {};

  private final SortedMap<String, byte[]> nodes = new TreeMap<>();

  @Override
  public synchronized void set(String path, byte[] data) {
    nodes.put(path, data.clone());
  }

  @Override
  public synchronized byte[] get(String path) {
    byte[] data = nodes.get(path);
    return data == null || data.length == 0 ? null : data.clone();
  }

  @Override
  public synchronized void make(String path) {
    nodes.putIfAbsent(path, NO_DATA);
  }

  @Override
  public synchronized void delete(String path) {
    nodes.remove(path);
    below(path).clear();
  }

  @Override
  public synchronized List<String> children(String path) {
    SortedSet<String> names = new TreeSet<>();
    int start = path.length() + 1;
    for (String node : below(path).keySet()) {
      int end = node.indexOf('/', start);
      names.add(end < 0 ? node.substring(start) : node.substring(start, end));
    }
    return List.copyOf(names);
  }

  // '0' is the character behind '/'.
  private SortedMap<String, byte[]> below(String path) {
    return nodes.subMap(path + '/', path + '0');
  }
}
