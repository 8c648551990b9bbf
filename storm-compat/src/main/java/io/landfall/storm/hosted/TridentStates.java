package io.landfall.storm.hosted;

import io.landfall.storm.capture.CapturePlan;
import io.landfall.storm.capture.FieldCapture;
import io.landfall.storm.capture.PrivateFields;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.trident.planner.Node;
import org.apache.storm.trident.planner.SubtopologyBolt;
import org.apache.storm.trident.topology.TridentBoltExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states of a Trident bolt that are in memory: Storm's MemoryMapState, and states and backing
 * maps of the user's without a connection. Those with a connection are elsewhere and remember, as
 * Trident has it, which batch they have; nothing of them is taken, their caches least of all.
 */
final class TridentStates {

  private static final Logger LOG = LoggerFactory.getLogger(TridentStates.class);
  private static final String STORM = "org.apache.storm.";
  private static final String MEMORY =
      "org.apache.storm.trident.testing.MemoryMapState$MemoryMapStateBacking";
  private static final List<String> BACKING_FIELDS = List.of("backing", "delegate");

  private final Map<String, FieldCapture> captures = new TreeMap<>();
  private final List<FieldCapture> inStaticFields = new ArrayList<>();

  /**
   * @param bolt that is prepared
   * @param context its own
   */
  TridentStates(TridentBoltExecutor bolt, TopologyContext context) {
    if (PrivateFields.read(bolt, "bolt") instanceof SubtopologyBolt part) {
      Set<?> nodes = (Set<?>) PrivateFields.read(part, "nodes");
      List<Node> stateful =
          nodes.stream()
              .map(Node.class::cast)
              .filter(node -> node.stateInfo != null)
              .sorted(Comparator.comparingInt(node -> node.creationIndex))
              .toList();
      // States have random ids, other ones at each start; the order in which the topology's main
      // made them stays.
      for (int i = 0; i < stateful.size(); i++) {
        Object state = context.getTaskData(stateful.get(i).stateInfo.id);
        if (state != null) {
          add(context.getThisComponentId(), "state-" + i, state);
        }
      }
      LOG.info(
          "component '{}': {} states, {} of them in checkpoints",
          context.getThisComponentId(),
          stateful.size(),
          captures.size());
    }
  }

  private void add(String component, String name, Object state) {
    if (state.getClass().getName().equals(MEMORY)) {
      FieldCapture capture = FieldCapture.of(component, state, "db");
      captures.put(name, capture);
      inStaticFields.add(capture);
      return;
    }
    if (state.getClass().getName().startsWith(STORM)) {
      for (Object backing : backings(state)) {
        add(component, name, backing);
      }
      return;
    }
    FieldCapture capture = new FieldCapture(component, state);
    CapturePlan plan = capture.plan(false);
    if (plan.besideResource()) {
      LOG.info("component '{}': state {} is kept elsewhere", component, state.getClass().getName());
    } else {
      captures.put(name, capture);
    }
  }

  private static List<Object> backings(Object state) {
    List<Object> backings = new ArrayList<>();
    for (String name : BACKING_FIELDS) {
      Field field = PrivateFields.find(state, name);
      if (field != null && !Modifier.isStatic(field.getModifiers())) {
        Object backing = PrivateFields.read(state, field);
        if (backing != null) {
          backings.add(backing);
        }
      }
    }
    return backings;
  }

  Object snapshot() {
    Map<String, Object> taken = new LinkedHashMap<>();
    captures.forEach((name, capture) -> taken.put(name, capture.take()));
    return taken;
  }

  @SuppressWarnings("unchecked")
  void restore(Object saved) {
    Map<String, Map<String, Object>> taken = (Map<String, Map<String, Object>>) saved;
    captures.forEach(
        (name, capture) -> {
          if (taken.containsKey(name)) {
            capture.putBack(taken.get(name));
          }
        });
  }

  /** As before any batch: Storm's state in memory outlives its bolt, in a static field. */
  void clear() {
    inStaticFields.forEach(FieldCapture::clear);
  }
}
