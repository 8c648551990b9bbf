package io.landfall.storm.transactional;

import io.landfall.storm.conf.LandfallConf;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the tree of a topology by its configuration. Any thread. */
public final class NodeTrees {

  private static final Map<String, NodeTree> OF_CLUSTERS = new ConcurrentHashMap<>();

  private NodeTrees() {}

  /**
   * The tree in the folder that the configuration names, else the one of the cluster.
   *
   * @throws IllegalArgumentException if the configuration is of no topology that Landfall runs
   */
  public static NodeTree of(Map<String, Object> conf) {
    String folder = LandfallConf.read(LandfallConf.TRANSACTIONAL_DIR, conf);
    if (folder != null) {
      return new FileTree(Path.of(folder));
    }
    Object cluster = conf.get(LandfallConf.CLUSTER_ID);
    if (cluster == null) {
      throw new IllegalArgumentException(
          "Trident's state has no place: the configuration is not that of a running topology");
    }
    return OF_CLUSTERS.computeIfAbsent(cluster.toString(), id -> new MemoryTree());
  }

  /** Has whoever uses this folder next begin anew. */
  public static void discard(Path folder) {
    new FileTree(folder).delete("");
  }

  /** The cluster is closed. */
  public static void forget(String clusterId) {
    OF_CLUSTERS.remove(clusterId);
  }
}
