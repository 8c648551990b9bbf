package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Stopwatch;
import java.util.Optional;
import org.apache.storm.StormSubmitter;
import org.apache.storm.generated.KillOptions;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.utils.NimbusClient;

/**
 * Submits the topology of one work, prints what was measured, and kills the topology. On whatever
 * answers as Nimbus in this process: it returns, and who called it ends the process.
 */
public final class StormWork {

  private static final String NAME = "benchmark";

  private StormWork() {}

  public static void main(String[] args) throws Exception {
    RunSpec spec = withExecutors(RunSpec.parse(args));
    Optional<StormTopology> topology = Topologies.of(spec);
    if (topology.isEmpty()) {
      System.err.println("there is no Storm topology for " + spec.work());
      System.exit(2);
    }
    Stopwatch stopwatch = new Stopwatch(spec);
    StormSubmitter.submitTopology(NAME, Settings.of(spec), topology.get());
    try {
      stopwatch.await().print(System.out);
    } finally {
      kill();
    }
  }

  /** With {@code executors=N}, a quarter of them are spouts, and all else follows from that. */
  private static RunSpec withExecutors(RunSpec spec) {
    long executors = spec.number("executors", 0);
    return executors == 0
        ? spec
        : new RunSpec(
            spec.work(),
            spec.records(),
            spec.warmup(),
            Math.toIntExact(executors / 4),
            spec.perSecond(),
            spec.checkpointMs(),
            spec.extra());
  }

  private static void kill() throws Exception {
    KillOptions now = new KillOptions();
    now.set_wait_secs(0);
    NimbusClient.withConfiguredClient(nimbus -> nimbus.killTopologyWithOpts(NAME, now));
  }
}
