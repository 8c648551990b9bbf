package io.landfall.examples.storm;

import java.io.Serializable;

/** Spreads a rate over slots of 10 ms, so that a demonstration lasts long enough to be seen. */
final class Pace implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final long SLOT_MS = 10;

  private final int perSecond;
  private long slot;
  private long allowedInSlot;

  /**
   * @param perSecond 0 for no limit
   */
  Pace(int perSecond) {
    this.perSecond = perSecond;
  }

  /** True if one more may go now; counts it. */
  boolean allows(long nowMs) {
    if (perSecond == 0) {
      return true;
    }
    long now = nowMs / SLOT_MS;
    if (now != slot) {
      slot = now;
      // The share of this slot, so that rates below one a slot and odd rates come out right.
      allowedInSlot = share(now + 1) - share(now);
    }
    return allowedInSlot-- > 0;
  }

  private long share(long slots) {
    return slots * SLOT_MS * perSecond / 1_000;
  }
}
