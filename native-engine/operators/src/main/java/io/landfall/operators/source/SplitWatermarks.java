package io.landfall.operators.source;

import io.landfall.api.connector.SourceReader.RecordOutput;
import io.landfall.api.function.OutputTag;
import io.landfall.api.time.TimestampAssigner;
import io.landfall.api.time.WatermarkGenerator;
import io.landfall.api.time.WatermarkOutput;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.WatermarkGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The watermarks of a source's subtask: a generator for each split, and the smallest over those
 * that are not idle (as in Flink's FLIP-27 sources). A subtask without splits, or with idle ones
 * only, is idle. Watermarks come at intervals, idleness ends with the first record. Task thread
 * only.
 */
final class SplitWatermarks<T> {

  /** The split of readers that do not say which one a record is from. */
  private static final String ANY = "";

  private final WatermarkStrategy<? super T> strategy;
  private final TimestampAssigner<? super T> assigner;
  private final long intervalMs;
  private final long idleAfterMs;
  private final Map<String, OfSplit> splits = new HashMap<>();
  private OperatorContext context;
  private SplitSourceOperator<T, ?, ?> operator;
  private long lastWatermarkMs = Long.MIN_VALUE;
  private boolean idle;
  private boolean ended;

  /** Null if nobody waits for others. */
  private WatermarkGroup group;

  private boolean ahead;
  private Set<String> paused = Set.of();

  SplitWatermarks(WatermarkStrategy<? super T> strategy, long intervalMs) {
    this.strategy = strategy;
    this.assigner = strategy.assigner();
    this.intervalMs = intervalMs;
    this.idleAfterMs =
        strategy.idleAfter() == null ? Long.MAX_VALUE : strategy.idleAfter().toMillis();
  }

  void open(OperatorContext operatorContext, SplitSourceOperator<T, ?, ?> sourceOperator) {
    context = operatorContext;
    operator = sourceOperator;
    if (strategy.alignment() != null) {
      group = operatorContext.watermarkGroup(strategy.alignment().group());
    }
    context.schedule(intervalMs, this::onInterval);
  }

  boolean isAligned() {
    return group != null;
  }

  /** All splits are too far ahead of others in their group. Looks anew while they are not. */
  boolean isAhead() {
    if (group != null && !ahead && !ended) {
      splits.values().forEach(OfSplit::generate);
      align();
    }
    return ahead;
  }

  void begin(String splitId) {
    if (splits.containsKey(ANY)) {
      return;
    }
    splits.computeIfAbsent(splitId, id -> newSplit());
  }

  RecordOutput<T> ofSplit(String splitId) {
    return splits.computeIfAbsent(splitId, id -> newSplit());
  }

  void emitWithoutSplit(T value, long timestampMs) {
    OfSplit any = splits.get(ANY);
    if (any == null) {
      // Such a reader will not say when a split ends either: one generator for all of them.
      splits.clear();
      any = newSplit();
      splits.put(ANY, any);
    }
    any.emit(value, timestampMs);
  }

  /** Its watermark counts no more; if it was the last one, the subtask is idle until the next. */
  void end(String splitId) {
    OfSplit split = splits.get(splitId);
    if (split != null) {
      split.generate();
      if (splits.size() == 1 && split.watermarkMs > Long.MIN_VALUE) {
        emitWatermark(split.watermarkMs);
      }
      splits.remove(splitId);
    }
  }

  void endAll() {
    ended = true;
    if (group != null) {
      group.leave();
    }
  }

  private OfSplit newSplit() {
    return new OfSplit(strategy);
  }

  private void onInterval() {
    if (ended) {
      return;
    }
    long smallestMs = Long.MAX_VALUE;
    boolean active = false;
    for (OfSplit split : splits.values()) {
      split.onInterval();
      if (!split.idle) {
        active = true;
        smallestMs = Math.min(smallestMs, split.watermarkMs);
      }
    }
    if (active) {
      emitWatermark(smallestMs);
    } else {
      markIdle();
    }
    if (group != null) {
      align();
    }
    context.schedule(intervalMs, this::onInterval);
  }

  private void align() {
    boolean active = false;
    long smallestMs = Long.MAX_VALUE;
    for (OfSplit split : splits.values()) {
      if (!split.idle) {
        active = true;
        smallestMs = Math.min(smallestMs, split.watermarkMs);
      }
    }
    if (active) {
      group.report(smallestMs);
    } else {
      group.leave();
    }
    long lowestMs = group.lowestMs();
    long driftMs = strategy.alignment().maxDriftMs();
    long allowedMs = lowestMs > Long.MAX_VALUE - driftMs ? Long.MAX_VALUE : lowestMs + driftMs;
    ahead = active && smallestMs > allowedMs;
    Set<String> now = new HashSet<>();
    splits.forEach(
        (id, split) -> {
          split.paused = !split.idle && split.watermarkMs > allowedMs;
          if (split.paused) {
            now.add(id);
          }
        });
    if (!now.equals(paused)) {
      paused = now;
      operator.pauseSplits(Set.copyOf(now));
    }
  }

  private void emitWatermark(long generatedMs) {
    // The largest of all belongs to the end of the input, which is not the generators' to declare.
    long watermarkMs = Math.min(generatedMs, Long.MAX_VALUE - 1);
    activate();
    if (watermarkMs > lastWatermarkMs) {
      lastWatermarkMs = watermarkMs;
      context.output().emitWatermark(watermarkMs);
    }
  }

  private void activate() {
    if (idle) {
      idle = false;
      context.output().emitIdle(false);
    }
  }

  private void markIdle() {
    if (!idle) {
      idle = true;
      context.output().emitIdle(true);
    }
  }

  private final class OfSplit implements RecordOutput<T>, WatermarkOutput {
    private final WatermarkGenerator<T> generator;
    private long watermarkMs = Long.MIN_VALUE;
    private long recordsSinceCheck;
    private long silentMs;
    private boolean idle;

    /** Held back: its silence is not its own. */
    private boolean paused;

    @SuppressWarnings("unchecked")
    OfSplit(WatermarkStrategy<? super T> strategy) {
      // A generator only takes records in.
      generator = (WatermarkGenerator<T>) strategy.createGenerator();
    }

    @Override
    public void emit(T value, long recordTimestampMs) {
      long timestampMs =
          assigner == null ? recordTimestampMs : assigner.timestampMs(value, recordTimestampMs);
      recordsSinceCheck++;
      idle = false;
      activate();
      operator.emitTimed(value, timestampMs);
      generator.onEvent(value, timestampMs, this);
    }

    void onInterval() {
      generate();
      silentMs = recordsSinceCheck > 0 || paused ? 0 : silentMs + intervalMs;
      recordsSinceCheck = 0;
      if (silentMs >= idleAfterMs) {
        idle = true;
      }
    }

    void generate() {
      generator.onPeriodicEmit(this);
    }

    @Override
    public void emitWatermark(long generatedMs) {
      if (generatedMs > watermarkMs) {
        watermarkMs = generatedMs;
        idle = false;
        silentMs = 0;
      }
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public boolean isBackpressured() {
      return operator.isBackpressured();
    }

    @Override
    public <R> void emitTo(OutputTag<R> tag, R value, long timestampMs) {
      operator.emitTo(tag, value, timestampMs);
    }

    @Override
    public RecordOutput<T> ofSplit(String splitId) {
      return operator.ofSplit(splitId);
    }

    @Override
    public void endSplit(String splitId) {
      operator.endSplit(splitId);
    }
  }
}
