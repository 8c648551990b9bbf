package io.landfall.starter;

import java.io.Serializable;

/** Lets through so many a second, evenly. */
final class Pace implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int SLOT_MS = 10;
  private static final int SLOTS_PER_SECOND = 100;

  private final int perSecond;
  private long slot;
  private int inSlot;

  /**
   * @param perSecond 0 for no limit
   */
  Pace(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Whether one more may go; it is counted if so. */
  boolean isTime() {
    if (perSecond == 0) {
      return true;
    }
    long now = System.currentTimeMillis() / SLOT_MS;
    if (now != slot) {
      slot = now;
      inSlot = 0;
    }
    inSlot++;
    return inSlot <= Math.max(1, perSecond / SLOTS_PER_SECOND);
  }
}
