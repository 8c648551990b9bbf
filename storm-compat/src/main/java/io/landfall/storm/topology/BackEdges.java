package io.landfall.storm.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds edges whose removal leaves no cycle: those that, in a depth-first walk from the spouts,
 * lead back to a component on the current path. Self loops are among them.
 */
public final class BackEdges {

  /** From one component to another. */
  public record Edge(String from, String to) {}

  private final Map<String, List<String>> targets = new HashMap<>();
  private final Set<String> onPath = new HashSet<>();
  private final Set<String> done = new HashSet<>();
  private final Set<Edge> found = new HashSet<>();

  private BackEdges() {}

  /**
   * @param starts where the walk begins, in order; the spouts first
   */
  public static Set<Edge> find(Collection<String> starts, Collection<Edge> edges) {
    BackEdges walk = new BackEdges();
    for (Edge edge : edges) {
      walk.targets.computeIfAbsent(edge.from(), k -> new ArrayList<>()).add(edge.to());
    }
    starts.forEach(walk::visit);
    return walk.found;
  }

  private void visit(String component) {
    if (done.contains(component)) {
      return;
    }
    onPath.add(component);
    for (String target : targets.getOrDefault(component, List.of())) {
      if (onPath.contains(target)) {
        found.add(new Edge(component, target));
      } else {
        visit(target);
      }
    }
    onPath.remove(component);
    done.add(component);
  }
}
