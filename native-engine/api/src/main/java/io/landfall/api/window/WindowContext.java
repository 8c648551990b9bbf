package io.landfall.api.window;

import io.landfall.api.function.SideOutputs;
import io.landfall.api.function.StateAccess;

/**
 * What a window's function may ask; only valid during the call. What it emits, also to side
 * outputs, has the timestamp {@link Window#maxTimestampMs}.
 */
public interface WindowContext<W extends Window> extends SideOutputs {

  W window();

  /** Wall clock in ms since the epoch. */
  long processingTimeMs();

  /** Event time in ms; never below what it was when the state was last saved. */
  long watermarkMs();

  /**
   * State of the current key and this window: kept between its firings, and to be cleared in the
   * function's {@code clear}. Not for windows that merge, where it throws {@code
   * IllegalStateException}.
   */
  StateAccess windowState();

  /** State of the current key, for all its windows; nobody clears it. */
  StateAccess globalState();
}
