package io.landfall.operators.spi;

/**
 * One subtask of one operator. All methods are called by the thread that steps its task, never two
 * at once; an exception from any fails the task and is shown to the user as it is.
 *
 * <p>Methods must return soon and not block, unless the operator's factory {@linkplain
 * OperatorFactory#threadGroup says that they may}.
 */
public interface Operator {

  /** Resolve outputs, state handles and counters here, once. State is restored already. */
  void open(OperatorContext context) throws Exception;

  /** Every operator of the job is open now; called before the first record or poll. */
  default void onStart() throws Exception {}

  /**
   * @param input ordinal of the logical input
   * @param value shared with others: never change it
   * @param timestampMs event time in ms, {@link Long#MIN_VALUE} for none
   */
  void onRecord(int input, Object value, long timestampMs) throws Exception;

  /**
   * Records that come next; keyed state, if there is any, knows their keys already. A chance to
   * load what they will need for all of them at once, as by {@link SliceState#fetch}; must change
   * nothing. For the first operator of a chain only. Not all that come are announced, nor do all
   * that are announced come.
   */
  default void onUpcoming(Upcoming records) throws Exception {}

  /**
   * Records that came in one go have been handed over, one by one, by {@link #onRecord}, and others
   * may be long in coming. Called for the first operator of a chain only. What it held back to do
   * it for many records at once is to be done now, at the latest.
   */
  default void onBatchEnd() throws Exception {}

  /**
   * The smallest watermark over all inputs went up; event timers up to it have fired. Whoever
   * implements this decides when to pass it on, by {@link Output#emitWatermark} of the main output.
   * {@link Long#MAX_VALUE} comes once, behind {@link #onEndOfInput}.
   */
  void onWatermark(long watermarkMs) throws Exception;

  /** All channels of all inputs are idle, or ({@code false}) no longer all. */
  void onIdle(boolean idle) throws Exception;

  /**
   * A keyed timer that this operator registered; its key is the current key.
   *
   * @param namespace what it was registered with
   */
  default void onTimer(Object namespace, long timestampMs, boolean eventTime) throws Exception {
    throw new IllegalStateException("no timer was registered");
  }

  /**
   * The barrier is here: all before it was seen, nothing behind it. Put what is not in state
   * handles into them, or prepare transactions. Keyed state, operator state and timers are captured
   * by the engine right after this returns.
   */
  default void snapshot(long checkpointId) throws Exception {}

  /**
   * The checkpoint, and all before it, is durable. May come late, and may be lost in a crash: must
   * be repeatable. Not called for a savepoint, since a recovery goes back behind it.
   */
  default void onCheckpointComplete(long checkpointId) throws Exception {}

  /** The checkpoint will never complete. May be lost. */
  default void onCheckpointAborted(long checkpointId) throws Exception {}

  /**
   * All inputs have ended (for a source: it has), and event time is at infinity: all event timers
   * have fired. Emit what is left; {@code onWatermark(Long.MAX_VALUE)} follows, so that what is
   * emitted here is not late for those behind. Checkpoints may still follow.
   */
  default void onEndOfInput() throws Exception {}

  /**
   * True while something is still to come although the input has ended, such as answers from
   * outside: the operator has not passed on {@code onWatermark(Long.MAX_VALUE)} yet and does so
   * later, from an action. Until then the end does not reach those behind it. Asked behind each
   * action.
   */
  default boolean isEndPending() {
    return false;
  }

  /** Release what {@code open} took. Called once, also if {@code open} failed half-way. */
  default void close() throws Exception {}
}
