package io.landfall.runtime.task;

/**
 * How much one step of a task does at the most, so that the tasks of a thread take turns.
 *
 * @param records read from one channel
 * @param pollRecords asked of a source at once
 * @param actions of other threads, carried out between records
 */
public record TaskBatches(int records, int pollRecords, int actions) {

  public static final TaskBatches DEFAULT = new TaskBatches(256, 256, 256);

  public TaskBatches {
    if (records < 1 || pollRecords < 1 || actions < 1) {
      throw new IllegalArgumentException(
          "batches of " + records + ", " + pollRecords + ", " + actions + "; each 1 or more");
    }
  }
}
