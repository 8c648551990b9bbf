package io.landfall.operators.process;

import io.landfall.api.time.TimestampAssigner;
import io.landfall.api.time.WatermarkGenerator;
import io.landfall.api.time.WatermarkOutput;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.OperatorContext;

/**
 * Gives records timestamps and makes watermarks of them. Watermarks from before are not passed on,
 * but for the last one, which says that no record will follow.
 */
public final class WatermarksOperator<T> extends AbstractOperator implements WatermarkOutput {

  private final WatermarkGenerator<T> generator;
  private final TimestampAssigner<T> assigner;
  private final long intervalMs;
  private final long idleAfterMs;
  private long lastWatermarkMs = Long.MIN_VALUE;
  private long recordsSinceCheck;
  private long silentMs;
  private boolean idle;
  private boolean inputEnded;

  /**
   * @param intervalMs how often the generator is asked
   */
  public WatermarksOperator(WatermarkStrategy<T> strategy, long intervalMs) {
    this.generator = strategy.createGenerator();
    this.assigner = strategy.assigner();
    this.intervalMs = intervalMs;
    this.idleAfterMs =
        strategy.idleAfter() == null ? Long.MAX_VALUE : strategy.idleAfter().toMillis();
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    super.open(operatorContext);
    context.schedule(intervalMs, this::onInterval);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void onRecord(int input, Object value, long recordTimestampMs) {
    T record = (T) value;
    long timestampMs =
        assigner == null ? recordTimestampMs : assigner.timestampMs(record, recordTimestampMs);
    recordsSinceCheck++;
    if (idle) {
      activate();
    }
    output.emit(value, timestampMs);
    generator.onEvent(record, timestampMs, this);
  }

  private void onInterval() {
    if (inputEnded) {
      return;
    }
    generator.onPeriodicEmit(this);
    silentMs = recordsSinceCheck > 0 ? 0 : silentMs + intervalMs;
    recordsSinceCheck = 0;
    if (!idle && silentMs >= idleAfterMs) {
      markIdle();
    }
    context.schedule(intervalMs, this::onInterval);
  }

  @Override
  public void onWatermark(long watermarkMs) {
    if (watermarkMs == Long.MAX_VALUE) {
      output.emitWatermark(watermarkMs);
    }
  }

  @Override
  public void onEndOfInput() {
    inputEnded = true;
  }

  @Override
  public void onIdle(boolean isIdle) {}

  @Override
  public void emitWatermark(long generatedMs) {
    // The largest of all belongs to the end of the input, which is not the generator's to declare.
    long watermarkMs = Math.min(generatedMs, Long.MAX_VALUE - 1);
    if (watermarkMs > lastWatermarkMs) {
      lastWatermarkMs = watermarkMs;
      idle = false;
      output.emitWatermark(watermarkMs);
    }
  }

  @Override
  public void markIdle() {
    if (!idle) {
      idle = true;
      output.emitIdle(true);
    }
  }

  private void activate() {
    idle = false;
    output.emitIdle(false);
  }
}
