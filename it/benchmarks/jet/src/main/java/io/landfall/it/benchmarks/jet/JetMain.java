package io.landfall.it.benchmarks.jet;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import io.landfall.it.benchmarks.workload.Report;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Stopwatch;
import io.landfall.it.benchmarks.workload.SystemProcess;
import io.landfall.it.benchmarks.workload.Work;

/** Runs one job. */
public final class JetMain {

  private JetMain() {}

  public static void main(String[] args) {
    SystemProcess.run("Jet", Pipelines.DOES, args, JetMain::run);
  }

  /** The member goes on: it ends with the process. */
  static Report run(RunSpec spec) throws InterruptedException {
    Stopwatch stopwatch = new Stopwatch(spec);
    HazelcastInstance member = Hazelcast.newHazelcastInstance(Settings.member());
    Job job = member.getJet().newJob(Pipelines.of(spec), Settings.job(spec));
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
