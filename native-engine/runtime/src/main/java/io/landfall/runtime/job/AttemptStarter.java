package io.landfall.runtime.job;

import io.landfall.api.option.JobOptions;
import io.landfall.runtime.task.TaskSetup.JobSetup;

/** Deploys a job: tasks, source coordinators and what takes their checkpoints. Job thread only. */
final class AttemptStarter {

  private final JobPlan plan;
  private final JobDriver.Surroundings around;
  private final CheckpointDriver.Listener listener;

  AttemptStarter(JobPlan plan, JobDriver.Surroundings around, CheckpointDriver.Listener listener) {
    this.plan = plan;
    this.around = around;
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
            around.serializers(),
            around.stateBackend(),
            around.clockMs(),
            around.metrics());
    EventReporter reporter = new EventReporter(number, around.events());
    Deployment deployment = new Deployment(plan, restored, setup, reporter);
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
              deployment.tasks(),
              sources,
              around.storage(),
              plan.graph().options().get(JobOptions.CHECKPOINT_RETAINED),
              nextCheckpointId,
              around.io(),
              around.events(),
              listener);
      Attempt attempt = new Attempt(number, deployment, sources, checkpoints);
      around.runner().launch(deployment);
      return attempt;
    } catch (Throwable thrown) {
      sources.close();
      throw thrown;
    }
  }
}
