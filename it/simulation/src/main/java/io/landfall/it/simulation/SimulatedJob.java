package io.landfall.it.simulation;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalGraph;
import java.util.List;

/** A job with its world, over all the processes that run it. One thread. */
public interface SimulatedJob {

  /**
   * The job for the next process.
   *
   * @param start 0 for the first process, one more for each that follows
   */
  LogicalGraph graph(int start) throws JobRefusedException;

  /** The process is gone, by whatever end: what was connected to it is not any more. */
  void disconnected();

  /** True if nothing is left to do for a job that does not end by itself: it is stopped then. */
  boolean isDone();

  /** For people: what keeps it from being done. */
  default String situation() {
    return "";
  }

  /**
   * What must hold now that the job has ended for good; what does not, a sentence each.
   *
   * @param atLeastOnce true if the machine lost a checkpoint that had been completed, so that
   *     output may be there twice, though never be missing
   */
  List<String> check(boolean atLeastOnce);
}
