package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.RunSpec;
import org.apache.storm.Config;

/** What the topologies ask of Storm; arguments such as {@code topology.acker.executors=2} last. */
final class Settings {

  private static final int MAX_PENDING = 1_000;

  private Settings() {}

  /** Whether messages have ids, and bolts anchor and ack. */
  static boolean acks(RunSpec spec) {
    return spec.flag("acks");
  }

  static Config of(RunSpec spec) {
    Config conf = new Config();
    conf.setDebug(false);
    conf.setNumWorkers(1);
    conf.setNumAckers(acks(spec) ? 1 : 0);
    if (acks(spec)) {
      conf.setMaxSpoutPending(MAX_PENDING);
    }
    // Nothing is lost in one process: what is slow must not come twice.
    conf.setMessageTimeoutSecs(600);
    conf.setStatsSampleRate(0.001);
    conf.put(Config.TOPOLOGY_DISABLE_LOADAWARE_MESSAGING, true);
    // More than one are not sent on when nothing follows them: the last tuples would not arrive.
    conf.put(Config.TOPOLOGY_PRODUCER_BATCH_SIZE, 1);
    conf.put(Config.TOPOLOGY_TRANSFER_BATCH_SIZE, 1);
    spec.extra()
        .forEach(
            (name, value) -> {
              if (name.startsWith("topology.")) {
                conf.put(name, value.matches("\\d+") ? (Object) Long.valueOf(value) : value);
              }
            });
    return conf;
  }
}
