package io.landfall.api.time;

/** Decides how far event time has come. Has state; each subtask (and each split) has its own. */
public interface WatermarkGenerator<T> {

  void onEvent(T value, long timestampMs, WatermarkOutput output);

  /** Called at the job's watermark interval, also when there were no records. */
  void onPeriodicEmit(WatermarkOutput output);
}
