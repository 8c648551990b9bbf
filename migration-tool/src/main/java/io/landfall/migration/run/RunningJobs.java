package io.landfall.migration.run;

import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** The jobs that were started in this process. Any thread. */
public final class RunningJobs {

  private final List<JobHandle> jobs = new CopyOnWriteArrayList<>();
  private volatile boolean stopping;

  public void add(JobHandle job) {
    jobs.add(job);
    if (stopping) {
      job.stop();
    }
  }

  /** In the order in which they started; also those that have ended. */
  public List<JobHandle> all() {
    return List.copyOf(jobs);
  }

  public boolean anyRuns() {
    return jobs.stream().anyMatch(job -> !job.status().isTerminal());
  }

  /** Has each take a last checkpoint and end, also those that are still to come. */
  public void stop() {
    stopping = true;
    jobs.forEach(JobHandle::stop);
  }

  /** Ends all at once, without a last checkpoint. */
  public void cancel() {
    jobs.forEach(JobHandle::cancel);
  }

  /** Waits until all that were started so far have ended. */
  public void awaitEnd() throws InterruptedException {
    CompletableFuture<?>[] ends =
        jobs.stream().map(JobHandle::termination).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("bug: a job's termination completed exceptionally", e);
    }
  }

  public List<JobHandle> failed() {
    return jobs.stream().filter(job -> job.status() == JobStatus.FAILED).toList();
  }
}
