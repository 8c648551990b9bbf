package io.landfall.storm.local;

import io.landfall.api.graph.Engine;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Options;
import io.landfall.storm.blob.BlobFile;
import io.landfall.storm.blob.Blobs;
import io.landfall.storm.conf.LandfallConf;
import io.landfall.storm.conf.NumberTypes;
import io.landfall.storm.job.StormJob;
import io.landfall.storm.task.TopologyControl;
import io.landfall.storm.topology.DrpcUse;
import io.landfall.storm.topology.TopologyPlan;
import io.landfall.storm.topology.TopologyPlanner;
import io.landfall.storm.transactional.NodeTrees;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.storm.Config;

/** Makes jobs of submitted topologies and gives them to the engine. Any thread. */
final class TopologyJobs {

  private final Engine engine;
  private final LocalSettings settings;
  private final Blobs blobs;
  private final String clusterId = UUID.randomUUID().toString();

  TopologyJobs(Engine engine, LocalSettings settings, Blobs blobs) {
    this.engine = engine;
    this.settings = settings;
    this.blobs = blobs;
  }

  /** Checks it; nothing runs yet. */
  StormJob prepare(Submission submission, TopologyControl control) throws JobRefusedException {
    TopologyPlan plan =
        new TopologyPlanner(settings.clusterConf(), numbers(submission.conf()))
            .plan(
                submission.name(),
                submission.stormId(),
                withPlaces(submission),
                submission.topology());
    checkBlobs(plan);
    return StormJob.of(plan, settings.options(), settings.guarantee(), control);
  }

  private void checkBlobs(TopologyPlan plan) throws JobRefusedException {
    try {
      for (BlobFile file : BlobFile.of(plan.conf())) {
        if (!blobs.contains(file.key())) {
          throw new JobRefusedException(
              "topology '"
                  + plan.name()
                  + "' wants the blob '"
                  + file.key()
                  + "' ("
                  + Config.TOPOLOGY_BLOBSTORE_MAP
                  + ") as a file, and nobody has created it: blobs are kept in this process, so"
                  + " create it before the topology is submitted");
        }
      }
    } catch (IllegalArgumentException e) {
      throw new JobRefusedException("topology '" + plan.name() + "': " + e.getMessage(), e);
    }
  }

  /** With where what is no checkpoint is kept: beside the job's checkpoints if it has a folder. */
  private Map<String, Object> withPlaces(Submission submission) throws JobRefusedException {
    String name = submission.name();
    Map<String, Object> conf = submission.conf();
    Map<String, Object> complete = new HashMap<>(conf);
    complete.put(LandfallConf.CLUSTER_ID, clusterId);
    if (DrpcUse.in(submission.topology())) {
      // Else Storm's bolts would look for the service that the calls came from on a network.
      complete.put(Config.STORM_CLUSTER_MODE, "local");
    }
    Path transactional = transactionalDir(name, conf);
    if (transactional != null) {
      complete.putIfAbsent(LandfallConf.TRANSACTIONAL_DIR.name(), transactional.toString());
    }
    return complete;
  }

  private Path transactionalDir(String name, Map<String, Object> conf) throws JobRefusedException {
    String stateDir =
        LandfallConf.engineOptions(conf).with(settings.options()).get(JobOptions.STATE_DIR);
    return stateDir == null
        ? null
        : Path.of(stateDir, URLEncoder.encode(name, StandardCharsets.UTF_8) + ".trident");
  }

  JobHandle start(StormJob job) throws JobRefusedException {
    String dir = (String) job.runs().plan().conf().get(LandfallConf.TRANSACTIONAL_DIR.name());
    if (dir != null && job.graph().options().get(JobOptions.FRESH)) {
      NodeTrees.discard(Path.of(dir));
    }
    return engine.start(job.graph());
  }

  /** As {@link #start(StormJob)}, with these options in place of its own. */
  JobHandle start(StormJob job, Options options) throws JobRefusedException {
    return engine.start(job.graph().withOptions(options));
  }

  /** No topology runs any more. */
  void close() {
    NodeTrees.forget(clusterId);
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
