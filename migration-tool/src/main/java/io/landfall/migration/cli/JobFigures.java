package io.landfall.migration.cli;

import io.landfall.api.graph.JobHandle;
import java.util.Map;

/**
 * What progress shows of a job.
 *
 * @param records taken in, over all tasks
 * @param checkpointId the last complete one; -1 before the first
 * @param pending tuple trees that are not complete; -1 if the job has none
 */
record JobFigures(long records, long checkpointId, long pending) {

  static JobFigures of(JobHandle job) {
    Map<String, Number> metrics = job.metrics();
    Number checkpoint = metrics.get("job.last-checkpoint-id");
    return new JobFigures(
        Math.max(0, sum(metrics, ".records-in")),
        checkpoint == null ? -1 : checkpoint.longValue(),
        sum(metrics, ".pending"));
  }

  /** Over all subtasks; -1 if none has it. */
  private static long sum(Map<String, Number> metrics, String suffix) {
    long sum = -1;
    for (Map.Entry<String, Number> metric : metrics.entrySet()) {
      if (metric.getKey().endsWith(suffix)) {
        sum = Math.max(0, sum) + metric.getValue().longValue();
      }
    }
    return sum;
  }
}
