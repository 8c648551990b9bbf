package io.landfall.api.connector;

/**
 * Finds splits and hands them to readers. All methods are called on the job thread and must not
 * block.
 */
public interface SplitEnumerator<S extends SourceSplit, E> extends AutoCloseable {

  /** Called once, after all readers are open. */
  void start(Context<S> context) throws Exception;

  /** A reader wants one more split: assign one, now or later, or say that there are no more. */
  void onSplitRequest(int subtaskIndex) throws Exception;

  /** What a restore needs to go on handing out splits: those that no reader has yet. */
  E snapshot(long checkpointId) throws Exception;

  @Override
  default void close() throws Exception {}

  /** What an enumerator may do. Job thread only. */
  interface Context<S> {

    int parallelism();

    void assign(S split, int subtaskIndex);

    /** The reader finishes once it has worked through what it has. */
    void noMoreSplits(int subtaskIndex);

    /** Calls {@code task} on the job thread every {@code periodMs}, for discovery. */
    void schedule(long periodMs, DiscoveryTask task);
  }

  /** Looks for new splits; should be quick. */
  @FunctionalInterface
  interface DiscoveryTask {
    void run() throws Exception;
  }
}
