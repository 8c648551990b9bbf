package io.landfall.runtime.job;

import io.landfall.api.graph.JobFailedException;
import io.landfall.runtime.task.OperatorFailure;
import io.landfall.runtime.task.TaskId;

/** Puts failures into words: where it was, then the user's own exception as the cause. */
final class Failures {

  static JobFailedException inTask(
      String jobName, JobPlan plan, TaskId task, OperatorFailure failure) {
    Throwable cause = failure.getCause();
    return new JobFailedException(
        "job '"
            + jobName
            + "', operator '"
            + failure.operatorName()
            + "', subtask "
            + (task.subtask() + 1)
            + "/"
            + plan.chains().get(task.chain()).parallelism()
            + ": "
            + cause,
        cause);
  }

  static JobFailedException coordinating(String jobName, Throwable cause) {
    return new JobFailedException(
        "job '" + jobName + "', the coordinator of a source: " + cause, cause);
  }

  static JobFailedException deploying(String jobName, Throwable cause) {
    return new JobFailedException("job '" + jobName + "' could not be deployed: " + cause, cause);
  }

  private Failures() {}
}
