package io.landfall.storm.topology;

import java.nio.charset.StandardCharsets;
import org.apache.storm.generated.ComponentObject;
import org.apache.storm.generated.StormTopology;

/**
 * Tells whether a topology answers DRPC calls, whatever Storm wrapped around the spout for them.
 */
public final class DrpcUse {

  /** As serialization writes it. */
  private static final byte[] SPOUT =
      "org.apache.storm.drpc.DRPCSpout".getBytes(StandardCharsets.UTF_8);

  private DrpcUse() {}

  public static boolean in(StormTopology topology) {
    return topology.get_spouts().values().stream().anyMatch(s -> mentions(s.get_spout_object()))
        || topology.get_bolts().values().stream().anyMatch(b -> mentions(b.get_bolt_object()));
  }

  private static boolean mentions(ComponentObject object) {
    return object.getSetField() == ComponentObject._Fields.SERIALIZED_JAVA
        && contains(object.get_serialized_java());
  }

  private static boolean contains(byte[] serialized) {
    for (int start = 0; start + SPOUT.length <= serialized.length; start++) {
      int matched = 0;
      while (matched < SPOUT.length && serialized[start + matched] == SPOUT[matched]) {
        matched++;
      }
      if (matched == SPOUT.length) {
        return true;
      }
    }
    return false;
  }
}
