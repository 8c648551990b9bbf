package io.landfall.testkit;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs jobs of one test on the real engine, in this process. A parameter of a test with {@link
 * LandfallExtension}. Whatever still runs at the end of the test is cancelled. One thread.
 */
public final class JobTest {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final String name;
  private final Path folder;
  private final List<JobHandle> started = new ArrayList<>();
  private final List<InjectedFailure<?>> failures = new ArrayList<>();
  private int savepoints;

  JobTest(String name, Path folder) {
    this.name = name;
    this.folder = folder;
  }

  /**
   * For a job that begins anew: two subtasks, a checkpoint every 20 ms, restarted at once and as
   * often as it takes. All can be set otherwise.
   */
  public StreamEnvironment environment() {
    return StreamEnvironment.create(name)
        .parallelism(2)
        .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(20))
        .set(JobOptions.RESTART, JobOptions.Restart.FIXED)
        .set(JobOptions.RESTART_ATTEMPTS, Integer.MAX_VALUE)
        .set(JobOptions.RESTART_DELAY, Duration.ofMillis(1));
  }

  /** For a job that goes on from a savepoint; its operators need the same uids. */
  public StreamEnvironment environmentFrom(Path savepoint) {
    return environment().set(JobOptions.RESTORE_FROM, savepoint.toString());
  }

  /** A new folder's name, within one that is deleted behind the test. */
  public Path folder(String child) {
    return folder.resolve(child);
  }

  /** A sink whose results the test can see. */
  public <T> CollectingSink<T> collect() {
    return new CollectingSink<>();
  }

  /** A function that can be made to fail. */
  public <T> InjectedFailure<T> failure() {
    InjectedFailure<T> failure = new InjectedFailure<>();
    failures.add(failure);
    return failure;
  }

  /** Starts the job and returns. */
  public JobHandle start(StreamEnvironment env) throws JobRefusedException {
    JobHandle job = env.executeAsync();
    started.add(job);
    return job;
  }

  /**
   * Runs the job to its end.
   *
   * @throws AssertionError if it has not ended after a minute; it says how far it has come
   */
  public JobStatus run(StreamEnvironment env)
      throws JobRefusedException, JobFailedException, InterruptedException {
    return await(start(env));
  }

  /** Waits for the end of a job, as {@link #run} does. */
  public JobStatus await(JobHandle job) throws JobFailedException, InterruptedException {
    try {
      return job.await(LONGEST);
    } catch (TimeoutException e) {
      throw new AssertionError(
          "job '"
              + job.jobName()
              + "' has not ended within "
              + LONGEST.toSeconds()
              + " s: "
              + job.status()
              + ", last failure "
              + job.lastFailure()
              + ", "
              + job.metrics(),
          e);
    }
  }

  /** Takes a savepoint; the job goes on. */
  public Path savepoint(JobHandle job) throws InterruptedException {
    Path target = folder.resolve("savepoint-" + savepoints++);
    try {
      return job.savepoint(target).get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("job '" + job.jobName() + "': no savepoint: " + e.getMessage(), e);
    }
  }

  /** Takes a savepoint behind which nothing comes, and ends the job. */
  public Path savepointAndCancel(JobHandle job) throws JobFailedException, InterruptedException {
    Path taken = savepoint(job);
    job.cancel();
    await(job);
    return taken;
  }

  /** Ends what still runs. */
  void end() throws InterruptedException {
    for (JobHandle job : started) {
      job.cancel();
      try {
        job.await();
      } catch (JobFailedException failed) {
        // The test has seen it, or was about something else.
        continue;
      }
    }
    failures.forEach(InjectedFailure::forget);
  }
}
