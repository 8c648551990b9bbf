package io.landfall.runtime.job;

import io.landfall.api.option.JobOptions;
import io.landfall.runtime.metrics.MetricRegistry;
import io.landfall.runtime.storage.CheckpointStorage;
import io.landfall.runtime.task.TaskSetup.JobSetup;
import io.landfall.runtime.task.WatermarkGroups;
import java.util.function.Consumer;

/** Deploys a job: tasks, source coordinators and what takes their checkpoints. Job thread only. */
final class AttemptStarter {

  private final JobPlan plan;
  private final Platform platform;
  private final CheckpointStorage storage;
  private final Consumer<JobEvent> events;
  private final MetricRegistry metrics;
  private final CheckpointDriver.Listener listener;

  AttemptStarter(
      JobPlan plan,
      Platform platform,
      CheckpointStorage storage,
      Consumer<JobEvent> events,
      MetricRegistry metrics,
      CheckpointDriver.Listener listener) {
    this.plan = plan;
    this.platform = platform;
    this.storage = storage;
    this.events = events;
    this.metrics = metrics;
    this.listener = listener;
  }

  /**
   * @param number 0 for the first start in this process, one more for each restart
   * @param nextCheckpointId larger than any id used before
   * @throws Exception if it could not be deployed; then nothing of it is left
   */
  Attempt start(int number, RestoredState restored, long nextCheckpointId) throws Exception {
    JobSetup setup =
        new JobSetup(
            plan.graph().jobName(),
            number,
            restored.checkpointId(),
            platform.serializers(),
            platform.stateBackend(),
            platform.clockMs(),
            platform.elapsedMs(),
            platform.seeds(),
            platform.batches(),
            metrics,
            new WatermarkGroups());
    EventReporter reporter = new EventReporter(number, events);
    TaskRunner runner = platform.runner();
    Deployment deployment = new Deployment(plan, runner, restored, setup, reporter);
    SourceCoordinators sources =
        new SourceCoordinators(
            plan,
            restored,
            (task, command) -> deployment.tasks().get(task).mailbox().send(command));
    try {
      CheckpointDriver checkpoints =
          new CheckpointDriver(
              plan,
              number,
              platform.clockMs(),
              deployment.tasks(),
              sources,
              storage,
              plan.graph().options().get(JobOptions.CHECKPOINT_RETAINED),
              nextCheckpointId,
              restored.kept(),
              platform.io(),
              events,
              listener);
      Attempt attempt = new Attempt(number, plan, deployment, sources, checkpoints);
      runner.launch(deployment);
      return attempt;
    } catch (Throwable thrown) {
      sources.close();
      throw thrown;
    }
  }
}
