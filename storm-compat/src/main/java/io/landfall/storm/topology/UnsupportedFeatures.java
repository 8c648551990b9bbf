package io.landfall.storm.topology;

import io.landfall.api.graph.JobRefusedException;
import java.util.Arrays;
import org.apache.storm.generated.ComponentObject;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.trident.topology.state.TransactionalState;
import org.apache.storm.utils.Utils;

/** Refuses what cannot run, each with one sentence. */
final class UnsupportedFeatures {

  private static final String TRIDENT = "org.apache.storm.trident.";

  private UnsupportedFeatures() {}

  /** Refuses what nothing runs, and objects that cannot be made. */
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

  private static Object instance(String component, ComponentObject object)
      throws JobRefusedException {
    try {
      return Utils.getSetComponentObject(object);
    } catch (RuntimeException e) {
      throw new JobRefusedException(
          "component '" + component + "' cannot be deserialized: " + rootMessage(e), e);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.toString();
  }
}
