package io.landfall.api.window;

/** The one window that everything is in, and that never ends. */
public enum GlobalWindow implements Window {
  INSTANCE;

  @Override
  public long maxTimestampMs() {
    return Long.MAX_VALUE;
  }
}
