package io.landfall.api;

import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobHandle;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The results of a running job, in the process that started it; each once, also through restarts of
 * the job within the process. They come with their checkpoints, in order within each subtask. Who
 * takes slowly slows the job down. Close it to end the job early. One thread.
 *
 * <pre>{@code
 * try (JobResults<Total> totals = env.executeAndCollect(stream)) {
 *   while (totals.hasNext()) {
 *     show(totals.next());
 *   }
 * }
 * }</pre>
 */
public final class JobResults<T> implements Iterator<T>, AutoCloseable {

  private final JobHandle job;
  private final ResultQueue<T> queue;

  JobResults(JobHandle job, ResultQueue<T> queue) {
    this.job = job;
    this.queue = queue;
    job.termination().thenRun(queue::end);
  }

  public JobHandle job() {
    return job;
  }

  /**
   * Waits for the next result.
   *
   * @return false if the job has ended well and all its results were taken
   * @throws IllegalStateException if the job failed, with its {@link JobFailedException} as the
   *     cause; or if the thread was interrupted, which it stays
   */
  @Override
  public boolean hasNext() {
    try {
      return awaitNext();
    } catch (JobFailedException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for results", e);
    }
  }

  private boolean awaitNext() throws JobFailedException, InterruptedException {
    if (queue.awaitNext()) {
      return true;
    }
    if (job.termination().isDone()) {
      job.await();
    }
    return false;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("job '" + job.jobName() + "' has no more results");
    }
    return queue.take();
  }

  /** All that are left; of a job that ends by itself. */
  public List<T> list() throws JobFailedException, InterruptedException {
    List<T> all = new ArrayList<>();
    while (awaitNext()) {
      all.add(queue.take());
    }
    return all;
  }

  /** Cancels the job if it still runs; what was not taken is gone. */
  @Override
  public void close() {
    queue.close();
    job.cancel();
  }
}
