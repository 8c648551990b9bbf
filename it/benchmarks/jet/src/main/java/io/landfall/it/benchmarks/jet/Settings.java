package io.landfall.it.benchmarks.jet;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.jet.config.JetConfig;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Work;

/** What is set differently from Jet's defaults. */
final class Settings {

  private Settings() {}

  static Config member() {
    Config config = new Config();
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.partition.count", "31");
    config.setProperty("hazelcast.jet.idle.cooperative.max.microseconds", "50");
    JoinConfig join = config.getNetworkConfig().getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    config.getMetricsConfig().setEnabled(false);
    JetConfig jet = config.getJetConfig();
    jet.setEnabled(true);
    jet.setBackupCount(0);
    jet.setCooperativeThreadCount(Runtime.getRuntime().availableProcessors());
    return config;
  }

  static JobConfig job(RunSpec spec) {
    JobConfig config = new JobConfig();
    if (spec.checkpointMs() > 0) {
      config.setProcessingGuarantee(ProcessingGuarantee.EXACTLY_ONCE);
      config.setSnapshotIntervalMillis(spec.checkpointMs());
    }
    config.setMetricsEnabled(false);
    config.registerSerializer(ProfileState.class, ProfileState.Serializer.class);
    config.registerSerializer(WindowState.class, WindowState.Serializer.class);
    config.setSuspendOnFailure(spec.work() == Work.W8);
    return config;
  }
}
