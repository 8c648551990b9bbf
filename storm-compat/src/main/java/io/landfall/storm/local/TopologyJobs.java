package io.landfall.storm.local;

import io.landfall.api.graph.Engine;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.option.Options;
import io.landfall.storm.conf.LandfallConf;
import io.landfall.storm.conf.NumberTypes;
import io.landfall.storm.job.StormJob;
import io.landfall.storm.task.TopologyControl;
import io.landfall.storm.topology.TopologyPlan;
import io.landfall.storm.topology.TopologyPlanner;
import java.util.HashMap;
import java.util.Map;

/** Makes jobs of submitted topologies and gives them to the engine. Any thread. */
final class TopologyJobs {

  private final Engine engine;
  private final LocalSettings settings;

  TopologyJobs(Engine engine, LocalSettings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /** Checks it; nothing runs yet. */
  StormJob prepare(Submission submission, TopologyControl control) throws JobRefusedException {
    TopologyPlan plan =
        new TopologyPlanner(settings.clusterConf(), numbers(submission.conf()))
            .plan(
                submission.name(), submission.stormId(), submission.conf(), submission.topology());
    return StormJob.of(plan, settings.options(), settings.guarantee(), control);
  }

  JobHandle start(StormJob job) throws JobRefusedException {
    return engine.start(job.graph());
  }

  /** As {@link #start(StormJob)}, with these options in place of its own. */
  JobHandle start(StormJob job, Options options) throws JobRefusedException {
    return engine.start(job.graph().withOptions(options));
  }

  /** The number types that a topology with this configuration sees. */
  NumberTypes numbers(Map<String, Object> conf) throws JobRefusedException {
    Map<String, Object> merged = new HashMap<>(settings.clusterConf());
    merged.putAll(conf);
    try {
      return LandfallConf.read(LandfallConf.NUMBERS, merged);
    } catch (IllegalArgumentException e) {
      throw new JobRefusedException("topology configuration: " + e.getMessage(), e);
    }
  }
}
