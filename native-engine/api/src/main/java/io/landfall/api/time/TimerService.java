package io.landfall.api.time;

/**
 * The clocks, and timers of the current key. A timer is state: it is part of checkpoints, and
 * registering the same one twice is registering it once. Task thread only.
 */
public interface TimerService {

  /** Wall clock in ms since the epoch (virtual in simulations and tests). */
  long processingTimeMs();

  /** Event time in ms; {@link Long#MIN_VALUE} before the first watermark. */
  long watermarkMs();

  /**
   * Fires when the watermark reaches {@code timestampMs}; if it already has, at its next advance.
   */
  void registerEventTimer(long timestampMs);

  /** Fires when the wall clock reaches {@code timestampMs}. */
  void registerProcessingTimer(long timestampMs);

  void deleteEventTimer(long timestampMs);

  void deleteProcessingTimer(long timestampMs);
}
