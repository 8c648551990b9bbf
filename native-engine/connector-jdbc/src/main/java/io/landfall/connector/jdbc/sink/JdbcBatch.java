package io.landfall.connector.jdbc.sink;

import java.io.Serializable;
import java.util.List;

/**
 * The rows of one subtask between two checkpoints: a handle that has all that its commit needs.
 *
 * @param batchId unique over all runs of all jobs
 */
public record JdbcBatch<T>(
    String batchId, String job, String operator, int subtask, long checkpointId, List<T> rows)
    implements Serializable {

  @Override
  public String toString() {
    return rows.size()
        + " rows of job '"
        + job
        + "', operator '"
        + operator
        + "', subtask "
        + subtask
        + ", checkpoint "
        + checkpointId;
  }
}
