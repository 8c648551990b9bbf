package io.landfall.api.time;

/** Where a generator puts its watermarks. */
public interface WatermarkOutput {

  /** Event time in ms; one not above the last is ignored. Ends idleness. */
  void emitWatermark(long watermarkMs);

  /** Takes this stream out of the minimum downstream until its next watermark or record. */
  void markIdle();
}
