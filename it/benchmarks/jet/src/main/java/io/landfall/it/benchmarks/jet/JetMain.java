package io.landfall.it.benchmarks.jet;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import com.hazelcast.jet.pipeline.Pipeline;
import io.landfall.it.benchmarks.kafka.KafkaWork;
import io.landfall.it.benchmarks.kafka.OutputWatcher;
import io.landfall.it.benchmarks.workload.Report;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Stopwatch;
import io.landfall.it.benchmarks.workload.SystemProcess;
import io.landfall.it.benchmarks.workload.Work;
import java.util.EnumSet;

/** Runs one job. */
public final class JetMain {

  private JetMain() {}

  public static void main(String[] args) {
    SystemProcess.run("Jet", EnumSet.complementOf(EnumSet.of(Work.W10)), args, JetMain::run);
  }

  /** The member goes on: it ends with the process. */
  static Report run(RunSpec spec) throws InterruptedException {
    if (spec.work() == Work.W5) {
      return runFromTopicToTopic(spec);
    }
    Stopwatch stopwatch = new Stopwatch(spec);
    start(spec, Pipelines.of(spec));
    return stopwatch.await(spec.work() == Work.W2S ? 100 : 1);
  }

  private static Report runFromTopicToTopic(RunSpec spec) throws InterruptedException {
    KafkaWork work = KafkaWork.prepare(spec);
    Stopwatch stopwatch = new Stopwatch(spec);
    try (OutputWatcher watcher = new OutputWatcher(work, spec.records())) {
      start(spec, KafkaPipeline.of(work, spec.parallelism()));
      return stopwatch.await();
    }
  }

  private static void start(RunSpec spec, Pipeline pipeline) {
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
  }
}
