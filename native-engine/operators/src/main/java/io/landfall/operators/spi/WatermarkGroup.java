package io.landfall.operators.spi;

/**
 * A source's place among those whose event times are kept together. A member counts from the start
 * on, as if its event time had not begun. Task thread, but the members are on many.
 */
public interface WatermarkGroup {

  /** How far this member's event time has come, ms. It counts again if it had left. */
  void report(long watermarkMs);

  /** This member counts no more until it reports again: it is idle, or has ended. */
  void leave();

  /** The lowest of all that count; {@link Long#MAX_VALUE} if none does. */
  long lowestMs();
}
