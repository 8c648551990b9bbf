package io.landfall.api.graph;

/**
 * Where a job is in its life.
 *
 * <pre>
 *  STARTING -> RUNNING -> FINISHED            all sources ended
 *     ^  |        |  `--> STOPPING -> STOPPED on request, after a last checkpoint
 *     |  v        v
 *  RESTARTING <- (failure) -> FAILED          no restart left
 *  any of these -> CANCELLING -> CANCELLED    on request, without a checkpoint
 * </pre>
 */
public enum JobStatus {
  STARTING,
  RUNNING,
  RESTARTING,
  STOPPING,
  CANCELLING,
  FINISHED,
  STOPPED,
  CANCELLED,
  FAILED;

  /** True if it will not change any more. */
  public boolean isTerminal() {
    return this == FINISHED || this == STOPPED || this == CANCELLED || this == FAILED;
  }
}
