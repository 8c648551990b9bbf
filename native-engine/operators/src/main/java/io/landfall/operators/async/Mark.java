package io.landfall.operators.async;

/**
 * What comes between records and must not be passed by what was before it: a watermark, or that the
 * input is idle or no longer so.
 *
 * @param watermarkMs of no meaning if {@code idle} is set
 * @param idle null for a watermark
 */
record Mark(long watermarkMs, Boolean idle) {

  static Mark ofWatermark(long watermarkMs) {
    return new Mark(watermarkMs, null);
  }

  static Mark ofIdleness(boolean idle) {
    return new Mark(0, idle);
  }

  boolean isWatermark() {
    return idle == null;
  }
}
