package io.landfall.storm.local;

import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Options;
import io.landfall.storm.job.StormJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rebalance under way: the topology's job ends, exactly-once ones with a checkpoint, and one with
 * other executors goes on from there. Between {@link #prepare} and {@link #run} the topology is
 * inactive. {@link #run} by one thread.
 */
final class Rebalancing implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Rebalancing.class);

  private final TopologyJobs jobs;
  private final RunningTopology running;
  private final Submission submission;
  private final StormJob next;
  private final boolean wasActive;

  private Rebalancing(
      TopologyJobs jobs, RunningTopology running, Submission submission, StormJob next) {
    this.jobs = jobs;
    this.running = running;
    this.submission = submission;
    this.next = next;
    this.wasActive = running.control().isActive();
  }

  /**
   * Checks what is wanted, and deactivates the topology.
   *
   * @throws JobRefusedException if it cannot be; nothing has changed
   */
  static Rebalancing prepare(TopologyJobs jobs, RunningTopology running, Rebalance wanted)
      throws JobRefusedException {
    Submission before = running.submission();
    Submission after =
        new Submission(
            before.name(),
            before.stormId(),
            wanted.conf(before.conf(), jobs.numbers(before.conf())),
            wanted.topology(running.plan().userTopology()));
    StormJob next = jobs.prepare(after, running.control());
    Rebalancing rebalancing = new Rebalancing(jobs, running, after, next);
    running.setRebalancing(true);
    running.control().setActive(false);
    return rebalancing;
  }

  @Override
  public void run() {
    try {
      if (running.job().expectNext()) {
        change();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running.job().cancel();
      running.job().endWith(JobStatus.CANCELLED);
    } finally {
      running.setRebalancing(false);
      if (!running.isKilled()) {
        running.control().setActive(wasActive);
      }
    }
  }

  private void change() throws InterruptedException {
    JobHandle ending = running.job().current();
    Options options = next.graph().options();
    Path savepoint = null;
    if (running.isExactlyOnce() && options.get(JobOptions.STATE_DIR) == null) {
      savepoint = savepoint(ending);
      if (savepoint == null) {
        running.job().follow(ending);
        return;
      }
      options = options.with(JobOptions.RESTORE_FROM, savepoint.toString());
      ending.cancel();
    } else if (running.isExactlyOnce()) {
      options = options.with(JobOptions.FRESH, false);
      ending.stop();
    } else {
      ending.cancel();
    }
    JobStatus ended = ended(ending);
    if (ended == JobStatus.FAILED || running.isKilled()) {
      running.job().endWith(ended);
    } else {
      startNext(options);
    }
    deleteWhenOver(savepoint);
  }

  private void startNext(Options options) {
    try {
      running.follow(submission, next.runs(), jobs.start(next, options));
    } catch (JobRefusedException | RuntimeException e) {
      LOG.error(
          "topology '{}' was stopped for a rebalance and could not be started again",
          submission.name(),
          e);
      running.job().endWith(JobStatus.FAILED);
    }
  }

  /** Null if it could not be written: then the topology goes on as it was. */
  private Path savepoint(JobHandle ending) throws InterruptedException {
    try {
      Path folder = Files.createTempDirectory("landfall-rebalance-").resolve("savepoint");
      return ending.savepoint(folder).get();
    } catch (ExecutionException | CancellationException | IOException e) {
      LOG.error(
          "topology '{}' is not rebalanced, since its state could not be saved: it goes on as"
              + " before",
          submission.name(),
          e);
      return null;
    }
  }

  private static JobStatus ended(JobHandle ending) throws InterruptedException {
    try {
      return ending.termination().get();
    } catch (ExecutionException never) {
      throw new IllegalStateException("a termination never fails", never);
    }
  }

  // Until it has a checkpoint of its own, the job would need it again after a failure.
  private void deleteWhenOver(Path savepoint) {
    if (savepoint != null) {
      running.handle().termination().thenRun(() -> delete(savepoint.getParent()));
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("could not delete {}", folder, e);
    }
  }
}
