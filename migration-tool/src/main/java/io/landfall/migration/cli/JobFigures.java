package io.landfall.migration.cli;

import io.landfall.api.graph.JobHandle;
import java.util.Map;

/**
 * What progress shows of a job.
 *
 * @param recordsIn what its sources emitted
 * @param recordsOut what all operators emitted
 * @param checkpointId the last complete one; -1 before the first
 * @param pending tuple trees that are not complete; -1 if the job has none
 */
record JobFigures(long recordsIn, long recordsOut, long checkpointId, long pending) {

  static JobFigures of(JobHandle job) {
    Map<String, Number> metrics = job.metrics();
    return new JobFigures(
        value(metrics, "source.records-out", 0),
        value(metrics, "records-out", 0),
        value(metrics, "checkpoint.last-id", -1),
        value(metrics, "storm.pending", -1));
  }

  private static long value(Map<String, Number> metrics, String name, long otherwise) {
    Number value = metrics.get(name);
    return value == null ? otherwise : value.longValue();
  }
}
