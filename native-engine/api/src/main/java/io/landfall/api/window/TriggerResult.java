package io.landfall.api.window;

/** What a {@link Trigger} says is to be done with its window. */
public enum TriggerResult {
  /** Nothing. */
  CONTINUE,
  /** Compute the window's result and emit it; keep the content. */
  FIRE,
  /** Forget the content without a result; what is remembered for triggers and functions stays. */
  PURGE,
  /** First {@link #FIRE}, then {@link #PURGE}. */
  FIRE_AND_PURGE;

  public boolean fires() {
    return this == FIRE || this == FIRE_AND_PURGE;
  }

  public boolean purges() {
    return this == PURGE || this == FIRE_AND_PURGE;
  }
}
