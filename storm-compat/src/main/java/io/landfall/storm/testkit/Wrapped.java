package io.landfall.storm.testkit;

import java.util.HashMap;
import java.util.Map;
import org.apache.storm.Thrift;
import org.apache.storm.generated.Bolt;
import org.apache.storm.generated.ComponentCommon;
import org.apache.storm.generated.GlobalStreamId;
import org.apache.storm.generated.Grouping;
import org.apache.storm.generated.SpoutSpec;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.generated.StreamInfo;
import org.apache.storm.testing.BoltTracker;
import org.apache.storm.testing.SpoutTracker;
import org.apache.storm.testing.TupleCaptureBolt;
import org.apache.storm.topology.IRichBolt;
import org.apache.storm.topology.IRichSpout;
import org.apache.storm.utils.Utils;

/** Changed copies of topologies. */
public final class Wrapped {

  private Wrapped() {}

  /** A copy whose spouts and bolts count under this id. */
  public static StormTopology inTrackers(StormTopology topology, String trackId) {
    StormTopology copy = topology.deepCopy();
    for (SpoutSpec spout : copy.get_spouts().values()) {
      IRichSpout own = (IRichSpout) Thrift.deserializeComponentObject(spout.get_spout_object());
      spout.set_spout_object(Thrift.serializeComponentObject(new SpoutTracker(own, trackId)));
    }
    for (Bolt bolt : copy.get_bolts().values()) {
      IRichBolt own = (IRichBolt) Thrift.deserializeComponentObject(bolt.get_bolt_object());
      bolt.set_bolt_object(Thrift.serializeComponentObject(new BoltTracker(own, trackId)));
    }
    return copy;
  }

  /** A copy that sends all that its components emit to {@code capture}, too. */
  public static StormTopology captured(StormTopology topology, TupleCaptureBolt capture) {
    StormTopology copy = topology.deepCopy();
    Map<GlobalStreamId, Grouping> inputs = new HashMap<>();
    copy.get_spouts().forEach((id, spout) -> subscribe(inputs, id, spout.get_common()));
    copy.get_bolts().forEach((id, bolt) -> subscribe(inputs, id, bolt.get_common()));
    copy.put_to_bolts(
        Utils.uuid(),
        new Bolt(
            Thrift.serializeComponentObject(capture),
            Thrift.prepareComponentCommon(inputs, new HashMap<>(), null)));
    return copy;
  }

  private static void subscribe(
      Map<GlobalStreamId, Grouping> inputs, String component, ComponentCommon common) {
    for (Map.Entry<String, StreamInfo> stream : common.get_streams().entrySet()) {
      inputs.put(
          new GlobalStreamId(component, stream.getKey()),
          stream.getValue().is_direct()
              ? Thrift.prepareDirectGrouping()
              : Thrift.prepareGlobalGrouping());
    }
  }
}
