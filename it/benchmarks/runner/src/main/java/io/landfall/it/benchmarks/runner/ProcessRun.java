package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.workload.Report;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs one process from its start to its end, or to the end of its time. One thread at a time. */
final class ProcessRun {

  private static final double SHORTEST_SECONDS = 0.5;

  private final Children children;
  private final Duration limit;

  ProcessRun(Children children, Duration limit) {
    this.children = children;
    this.limit = limit;
  }

  /**
   * @param command all of it but the time of its start, which is known here only
   */
  Outcome execute(Run run, List<String> command) throws InterruptedException {
    long fromNs = System.nanoTime();
    List<String> timed = new ArrayList<>(command);
    timed.add("spawnedAtMs=" + System.currentTimeMillis());
    Process process;
    try {
      process = children.start(new ProcessBuilder(timed));
    } catch (IOException e) {
      return Outcome.failed(run, "cannot be started: " + e.getMessage(), List.of(), 0);
    }
    AtomicReference<String> result = new AtomicReference<>();
    Lines out =
        new Lines(
            process.getInputStream(),
            "stdout of " + run.title(),
            line -> {
              if (line.startsWith(Report.MARK)) {
                result.set(line.substring(Report.MARK.length()));
              }
            });
    Lines err = new Lines(process.getErrorStream(), "stderr of " + run.title(), line -> {});
    boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      Children.kill(process);
      process.waitFor();
    }
    children.ended(process);
    out.await();
    err.await();
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs);
    String failure =
        ended ? failure(run, process.exitValue(), result.get()) : tooLong(result.get());
    return failure == null
        ? Outcome.measured(run, Figures.parse(result.get()), tookMs)
        : Outcome.failed(run, failure, err.last(), tookMs);
  }

  private String tooLong(String result) {
    return "was killed after "
        + limit.toSeconds()
        + " s"
        + (result == null ? "" : ", with a result but without an end");
  }

  /**
   * Null if it is not: of a moment, such as that in which the last windows end, nothing follows.
   */
  private static String tooShort(Figures figures) {
    return figures.values().get("seconds") instanceof Number seconds
            && seconds.doubleValue() < SHORTEST_SECONDS
        ? String.format(
            Locale.ROOT,
            "was measured for %.3f s, which says nothing; give it more records, by a larger --scale",
            seconds.doubleValue())
        : null;
  }

  /** Null if all is well. */
  private static String failure(Run run, int exitCode, String result) {
    if (exitCode != 0) {
      return "ended with exit code " + exitCode;
    }
    if (result == null) {
      return "ended without a result";
    }
    try {
      Figures figures = Figures.parse(result);
      return run.isMeasured() ? tooShort(figures) : null;
    } catch (IllegalArgumentException e) {
      return "printed a result that cannot be read, " + e.getMessage();
    }
  }
}
