package io.landfall.api.connector;

import io.landfall.api.function.OutputTag;
import java.util.List;
import java.util.Set;

/** Reads the splits of one subtask. Task thread only. */
public interface SourceReader<T, S extends SourceSplit> extends AutoCloseable {

  /** What a poll found. */
  enum Status {
    /** Poll again at once. */
    MORE,
    /** Nothing just now: poll later, or after {@link Source.ReaderContext#wakeUp}. */
    NOTHING_NOW,
    /** All splits are worked through and no more will come. */
    END
  }

  default void open() throws Exception {}

  /**
   * Emits until {@link RecordOutput#isBackpressured}, at most {@code maxRecords}, and returns; must
   * not block.
   */
  Status poll(RecordOutput<T> output, int maxRecords) throws Exception;

  void addSplits(List<S> splits) throws Exception;

  void noMoreSplits();

  /** The unfinished splits, each with the position behind the last record emitted from it. */
  List<S> snapshot(long checkpointId) throws Exception;

  /**
   * Splits to leave alone for now, since their event time runs ahead of that of others; all that
   * are not named go on. Called when that changes. A reader that does nothing here is held back as
   * a whole, once all its splits are ahead.
   */
  default void pauseSplits(Set<String> splitIds) {}

  /** The checkpoint is durable; may be called late, or be lost in a crash. */
  default void onCheckpointComplete(long checkpointId) throws Exception {}

  @Override
  default void close() throws Exception {}

  /** Where a reader puts records. */
  interface RecordOutput<T> {

    /** With event time in ms, or {@link Long#MIN_VALUE} for none. */
    void emit(T value, long timestampMs);

    /**
     * True once the last record no longer fitted into what leads downstream. What is emitted
     * nevertheless is kept, on the heap.
     */
    boolean isBackpressured();

    /** To a side output; records for one that nobody reads are dropped. */
    <R> void emitTo(OutputTag<R> tag, R value, long timestampMs);

    /**
     * Where the records of one split go, so that it has a watermark of its own where the job makes
     * watermarks in its sources. The same object until {@link #endSplit}.
     */
    RecordOutput<T> ofSplit(String splitId);

    /** The split has been worked through and holds no watermark back any more. */
    void endSplit(String splitId);
  }
}
