package io.landfall.runtime.job;

import io.landfall.api.graph.JobFailedException;
import io.landfall.runtime.task.OperatorFailure;
import io.landfall.runtime.task.TaskId;
import java.time.Duration;
import java.util.List;

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

  /** Sources stop at the barrier of a last checkpoint, so the job cannot just go on without it. */
  static JobFailedException withoutLastCheckpoint(String jobName, String reason) {
    return new JobFailedException(
        "job '"
            + jobName
            + "': the last checkpoint could not be taken: "
            + reason
            + "; the one before is intact",
        null);
  }

  static JobFailedException undecidedCheckpoint(String jobName, String reason) {
    return new JobFailedException(
        "job '"
            + jobName
            + "': "
            + reason
            + "; the job goes on from what a restore finds, look after the disk of its state"
            + " directory",
        null);
  }

  /**
   * @param cause why the job was being ended; null if somebody asked for it
   */
  static JobFailedException stuck(
      String jobName, Duration timeout, List<String> stillRunning, Throwable cause) {
    return new JobFailedException(
        "job '"
            + jobName
            + "': user code did not return "
            + timeout.toSeconds()
            + " s after it was interrupted: "
            + String.join("; ", stillRunning)
            + "; make it react to interruption",
        cause);
  }

  /**
   * @param cause why the job was being ended; null if somebody asked for it
   */
  static JobFailedException silentDisk(String jobName, Duration timeout, Throwable cause) {
    return new JobFailedException(
        "job '"
            + jobName
            + "': its state directory did not answer for "
            + timeout.toSeconds()
            + " s after all tasks were closed, while a checkpoint was being written; look after the"
            + " disk, then start the job again",
        cause);
  }

  private Failures() {}
}
