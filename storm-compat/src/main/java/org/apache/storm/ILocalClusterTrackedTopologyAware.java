package org.apache.storm;

import java.util.Map;
import org.apache.storm.generated.SubmitOptions;
import org.apache.storm.testing.TrackedTopology;
import org.apache.storm.thrift.TException;

/** A local cluster that can be given tracked topologies. */
public interface ILocalClusterTrackedTopologyAware extends ILocalCluster {

  ILocalTopology submitTopology(String name, Map<String, Object> conf, TrackedTopology topology)
      throws TException;

  ILocalTopology submitTopologyWithOpts(
      String name, Map<String, Object> conf, TrackedTopology topology, SubmitOptions options)
      throws TException;
}
