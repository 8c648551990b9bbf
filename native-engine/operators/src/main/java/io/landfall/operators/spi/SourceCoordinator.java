package io.landfall.operators.spi;

/**
 * The part of a source that exists once for all its subtasks, on the job thread. Its snapshot is
 * taken in the same turn in which the barriers are sent out, and events to subtasks travel in the
 * same queue as those barriers; so an event sent before is in the subtask's snapshot, one sent
 * after is not.
 */
public interface SourceCoordinator extends AutoCloseable {

  /** All subtasks are open. */
  void start(Context context) throws Exception;

  void onSubtaskEvent(int subtaskIndex, Object event) throws Exception;

  byte[] snapshot(long checkpointId) throws Exception;

  @Override
  default void close() throws Exception {}

  /** What a coordinator may do; job thread only. */
  interface Context {

    int parallelism();

    void sendToSubtask(int subtaskIndex, Object event);

    /** Runs {@code action} on the job thread every {@code periodMs} until the job ends. */
    void schedule(long periodMs, Action action);
  }

  /** Something that may fail the job. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }
}
