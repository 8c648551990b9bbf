package org.apache.storm.trident.topology.state;

import io.landfall.storm.transactional.NodeTree;
import io.landfall.storm.transactional.NodeTrees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.storm.shade.net.minidev.json.JSONValue;

/**
 * What Trident's coordinators and emitters remember of their batches; in Landfall's own store
 * rather than in ZooKeeper. Values go through JSON, as on Storm. Any thread.
 */
public class TransactionalState {

  private final NodeTree nodes;
  private final String root;

  /**
   * @param id of the stream or of the topology
   * @param subroot whose state it is
   */
  protected TransactionalState(Map<String, Object> conf, String id, String subroot) {
    nodes = NodeTrees.of(conf);
    root = id + '/' + subroot;
    nodes.make(root);
  }

  public static TransactionalState newUserState(Map<String, Object> conf, String id) {
    return new TransactionalState(conf, id, "user");
  }

  public static TransactionalState newCoordinatorState(Map<String, Object> conf, String id) {
    return new TransactionalState(conf, id, "coordinator");
  }

  public void setData(String path, Object value) {
    nodes.set(node(path), JSONValue.toJSONString(value).getBytes(StandardCharsets.UTF_8));
  }

  /** Null if there is none. */
  public Object getData(String path) {
    byte[] data = nodes.get(node(path));
    return data == null ? null : JSONValue.parse(new String(data, StandardCharsets.UTF_8));
  }

  public void delete(String path) {
    nodes.delete(node(path));
  }

  /** The names below a path. */
  public List<String> list(String path) {
    return new ArrayList<>(nodes.children(node(path)));
  }

  public void mkdir(String path) {
    nodes.make(node(path));
  }

  public void close() {
    // Nothing is held open.
  }

  private String node(String path) {
    String relative = path.startsWith("/") ? path.substring(1) : path;
    return relative.isEmpty() ? root : root + '/' + relative;
  }
}
