package io.landfall.storm.topology;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.generated.ComponentObject;

/**
 * What of a topology has another guarantee than exactly-once although that was asked for, by
 * component and in one sentence each: said when it starts, never hidden.
 */
public final class Announcements {

  private static final String SHELL =
      "runs in a process of its own, whose memory no checkpoint has: at-least-once for what it"
          + " keeps there and for what it was doing at a failure";

  // Part of a class name to what is said of a component in whose object it occurs.
  private static final Map<String, String> SENTENCES = new LinkedHashMap<>();

  static {
    String calls =
        "answers calls (DRPC): a call that is under way at a failure is lost and its caller is told"
            + " or times out; the state behind it is exactly-once for the others";
    SENTENCES.put("org.apache.storm.task.ShellBolt", SHELL);
    SENTENCES.put("org.apache.storm.spout.ShellSpout", SHELL);
    SENTENCES.put(
        "org.apache.storm.trident.windowing.",
        "has a Trident window, which Storm's threads keep in memory: at-least-once, and after a"
            + " failure it begins empty");
    SENTENCES.put(
        "org.apache.storm.trident.spout.RichSpoutBatchExecutor",
        "makes Trident's batches of a spout that cannot play a batch again as it was:"
            + " at-least-once for what was under way at a failure");
    SENTENCES.put("org.apache.storm.drpc.DRPCSpout", calls);
    SENTENCES.put(
        "org.apache.storm.trident.topology.MasterBatchCoordinator",
        "coordinates Trident's batches: exactly-once with transactional and opaque spouts and"
            + " states; a batch commits with a checkpoint");
  }

  private Announcements() {}

  /** One line a component that has something to be said of it, in the order of their tasks. */
  public static List<String> of(TopologyPlan plan) {
    List<String> lines = new ArrayList<>();
    for (ComponentPlan component : plan.components()) {
      String sentence = sentence(component);
      if (sentence != null) {
        lines.add("component '" + component.id() + "' " + sentence);
      }
    }
    return lines;
  }

  private static String sentence(ComponentPlan component) {
    ComponentObject object = component.object();
    if (object.getSetField() == ComponentObject._Fields.SHELL) {
      return SHELL;
    }
    if (object.getSetField() != ComponentObject._Fields.SERIALIZED_JAVA) {
      return null;
    }
    // As serialization writes it: a component's ancestors are in it, and whatever it wraps.
    String written = new String(object.get_serialized_java(), StandardCharsets.ISO_8859_1);
    return SENTENCES.entrySet().stream()
        .filter(entry -> written.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
