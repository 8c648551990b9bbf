package io.landfall.storm.local;

import java.util.Map;
import org.apache.storm.generated.StormTopology;

/**
 * What was submitted.
 *
 * @param stormId name, sequence number and start time
 * @param conf the topology's, without the cluster's
 */
record Submission(String name, String stormId, Map<String, Object> conf, StormTopology topology) {}
