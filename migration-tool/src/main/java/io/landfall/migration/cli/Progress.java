package io.landfall.migration.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.api.graph.JobHandle;
import io.landfall.migration.console.Console;
import io.landfall.migration.console.Console.Style;
import io.landfall.migration.run.RunningJobs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows how the jobs of this process come along, from a thread of its own. */
final class Progress implements AutoCloseable {

  private final RunningJobs jobs;
  private final Console console;
  private final ProgressMode mode;
  private final ObjectMapper json = new ObjectMapper();
  private final long startNs = System.nanoTime();
  private final Map<JobHandle, Sample> last = new HashMap<>();
  private final Ticker ticker = new Ticker("landfall-progress");

  Progress(RunningJobs jobs, Console console, ProgressMode mode) {
    this.jobs = jobs;
    this.console = console;
    this.mode = mode.on(console);
  }

  void start() {
    if (mode != ProgressMode.OFF) {
      ticker.start(
          this::tick,
          mode.intervalMs(),
          // Whatever is wrong with the figures, the jobs go on.
          e -> console.line("landfall: cannot show progress: " + e));
    }
  }

  /** Ends with a last line on each job. */
  @Override
  public void close() throws InterruptedException {
    ticker.stop();
    console.erase();
    if (mode != ProgressMode.OFF) {
      jobs.all().forEach(this::showEnd);
    }
  }

  private void tick() {
    jobs.all().stream().filter(job -> !job.status().isTerminal()).forEach(this::show);
  }

  private void show(JobHandle job) {
    if (mode == ProgressMode.JSON) {
      console.line(asJson(job));
    } else if (mode == ProgressMode.LIVE) {
      console.status(cut(asText(job)));
    } else {
      console.line(asText(job));
    }
  }

  private void showEnd(JobHandle job) {
    if (mode == ProgressMode.JSON) {
      console.line(asJson(job));
      return;
    }
    JobFigures figures = JobFigures.of(job);
    String status = job.status().name().toLowerCase(Locale.ROOT);
    console.line(
        console.styled(Style.BOLD, job.jobName())
            + " "
            + status
            + String.join("", facts(figures))
            + String.format(Locale.ROOT, ", in %.1f s", seconds()));
  }

  private String asText(JobHandle job) {
    JobFigures figures = JobFigures.of(job);
    Sample now = new Sample(System.nanoTime(), figures.records());
    Sample before = last.put(job, now);
    long rate = before == null ? 0 : now.perSecondSince(before);
    return String.format(
        Locale.ROOT,
        "%s %s %02d:%02d%s, %,d/s",
        console.styled(Style.BOLD, job.jobName()),
        job.status().name().toLowerCase(Locale.ROOT),
        (long) seconds() / 60,
        (long) seconds() % 60,
        String.join("", facts(figures)),
        rate);
  }

  private static List<String> facts(JobFigures figures) {
    List<String> facts = new ArrayList<>();
    facts.add(String.format(Locale.ROOT, ", %,d records", figures.records()));
    if (figures.pending() >= 0) {
      facts.add(String.format(Locale.ROOT, ", pending %,d", figures.pending()));
    }
    if (figures.checkpointId() >= 0) {
      facts.add(String.format(Locale.ROOT, ", checkpoint %,d", figures.checkpointId()));
    }
    return facts;
  }

  private String asJson(JobHandle job) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("job", job.jobName());
    object.put("status", job.status().name());
    object.put("seconds", seconds());
    object.put("metrics", job.metrics());
    try {
      return json.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("bug: metrics that are no JSON: " + object, e);
    }
  }

  /** A status line must not wrap: the part in the next row could not be taken away again. */
  private String cut(String text) {
    return text.length() < console.columns() ? text : text.substring(0, console.columns() - 1);
  }

  private double seconds() {
    return (System.nanoTime() - startNs) / 1e9;
  }

  private record Sample(long atNs, long records) {

    long perSecondSince(Sample earlier) {
      double seconds = (atNs - earlier.atNs) / 1e9;
      // A restart counts again from what was restored, which may be less.
      return Math.max(0, Math.round((records - earlier.records) / seconds));
    }
  }
}
