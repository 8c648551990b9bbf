package io.landfall.storm.topology;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.storm.conf.LandfallConf;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.storm.generated.ComponentObject;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.trident.topology.state.TransactionalState;
import org.apache.storm.utils.Utils;

/**
 * Refuses what cannot run, or not under the guarantee that is asked for, each with one sentence.
 * What is here runs at least once by Storm's own classes, which know nothing of checkpoints.
 */
public final class UnsupportedFeatures {

  // Class name prefix to feature; the first match along the class's ancestry counts.
  private static final Map<String, String> FEATURES = new LinkedHashMap<>();

  static {
    FEATURES.put("org.apache.storm.trident.", "Trident");
    FEATURES.put("org.apache.storm.drpc.", "DRPC");
    FEATURES.put("org.apache.storm.coordination.", "DRPC's coordinated bolts");
    FEATURES.put("org.apache.storm.task.ShellBolt", "multilang (a shell bolt)");
    FEATURES.put("org.apache.storm.spout.ShellSpout", "multilang (a shell spout)");
  }

  private static final String TRIDENT = "org.apache.storm.trident.";

  private UnsupportedFeatures() {}

  /** Refuses what runs under no guarantee, objects that cannot be made among them. */
  static void refuseIn(StormTopology topology) throws JobRefusedException {
    if (topology.get_state_spouts_size() > 0) {
      throw new JobRefusedException(
          "component '"
              + topology.get_state_spouts().keySet().iterator().next()
              + "' is a state spout, which neither Storm nor Landfall runs");
    }
    for (var bolt : topology.get_bolts().entrySet()) {
      Object instance = instance(bolt.getKey(), bolt.getValue().get_bolt_object());
      if (instance.getClass().getName().startsWith(TRIDENT)) {
        refuseStormsOwnTransactionalState();
      }
    }
    for (var spout : topology.get_spouts().entrySet()) {
      instance(spout.getKey(), spout.getValue().get_spout_object());
    }
  }

  // Storm's would look for a ZooKeeper, for as long as a minute, at each start.
  private static void refuseStormsOwnTransactionalState() throws JobRefusedException {
    boolean isOurs =
        Arrays.stream(TransactionalState.class.getDeclaredFields())
            .anyMatch(field -> field.getType().getName().startsWith("io.landfall."));
    if (!isOurs) {
      throw new JobRefusedException(
          "Trident would keep its state in ZooKeeper, since storm-client stands before"
              + " storm-compat on the class path; name io.landfall:storm-compat before"
              + " org.apache.storm:storm-client");
    }
  }

  /** Refuses what is not exactly-once yet. */
  public static void refuseUnderExactlyOnce(StormTopology topology) throws JobRefusedException {
    // Bolts first: a stateful bolt of the user's says more than the checkpoint spout it entails.
    for (var bolt : topology.get_bolts().entrySet()) {
      check(bolt.getKey(), bolt.getValue().get_bolt_object());
    }
    for (var spout : topology.get_spouts().entrySet()) {
      check(spout.getKey(), spout.getValue().get_spout_object());
    }
  }

  private static void check(String component, ComponentObject object) throws JobRefusedException {
    if (object.getSetField() == ComponentObject._Fields.SHELL) {
      throw refused(component, "multilang (a shell component)");
    }
    Object instance = instance(component, object);
    for (Class<?> type = instance.getClass(); type != null; type = type.getSuperclass()) {
      for (Map.Entry<String, String> feature : FEATURES.entrySet()) {
        if (type.getName().startsWith(feature.getKey())) {
          throw refused(component, feature.getValue());
        }
      }
    }
  }

  private static Object instance(String component, ComponentObject object)
      throws JobRefusedException {
    try {
      return Utils.getSetComponentObject(object);
    } catch (RuntimeException e) {
      throw new JobRefusedException(
          "component '" + component + "' cannot be deserialized: " + rootMessage(e), e);
    }
  }

  private static JobRefusedException refused(String component, String feature) {
    return new JobRefusedException(
        "component '"
            + component
            + "' uses "
            + feature
            + ", which Landfall does not run exactly-once yet; run it with --guarantee"
            + " at-least-once, or set "
            + LandfallConf.GUARANTEE.name()
            + " to at-least-once in its configuration");
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.toString();
  }
}
