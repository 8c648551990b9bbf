package io.landfall.it.benchmarks.jet;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import com.hazelcast.jet.pipeline.Pipeline;
import io.landfall.it.benchmarks.workload.Report;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Stopwatch;
import io.landfall.it.benchmarks.workload.Work;
import java.util.Optional;

/** Runs one job. */
public final class JetMain {

  private JetMain() {}

  public static void main(String[] args) {
    RunSpec spec = RunSpec.parse(args);
    Optional<Pipeline> pipeline = Pipelines.of(spec);
    if (pipeline.isEmpty()) {
      System.err.println("Jet does not do " + spec.work() + " here");
      System.exit(2);
    }
    int status = 0;
    try {
      run(spec, pipeline.get()).print(System.out);
    } catch (Throwable e) {
      e.printStackTrace();
      status = 1;
    }
    System.exit(status);
  }

  /** The member goes on: it ends with the process. */
  static Report run(RunSpec spec, Pipeline pipeline) throws InterruptedException {
    Stopwatch stopwatch = new Stopwatch(spec);
    HazelcastInstance member = Hazelcast.newHazelcastInstance(Settings.member());
    Job job = member.getJet().newJob(pipeline, Settings.job(spec));
    job.getFuture().whenComplete((nothing, cause) -> Stopwatch.fail(cause));
    if (spec.work() == Work.W8) {
      job.addStatusListener(
          event -> {
            if (event.getNewStatus() == JobStatus.SUSPENDED) {
              job.resume();
            }
          });
    }
    return stopwatch.await(spec.work() == Work.W2S ? 100 : 1);
  }
}
