package io.landfall.operators.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.connector.SourceSplit;
import io.landfall.api.function.Counter;
import io.landfall.api.function.OutputTag;
import io.landfall.api.state.ListState;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.Output;
import io.landfall.operators.spi.SourceOperator;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Runs a reader; its unfinished splits are what a checkpoint remembers of it. */
final class SplitSourceOperator<T, S extends SourceSplit, E>
    implements SourceOperator, Source.ReaderContext, SourceReader.RecordOutput<T> {

  /** By how much a source may run further ahead of others than it is to. */
  private static final int ALIGNED_RECORDS = 64;

  private final Source<T, S, E> source;
  private final SplitWatermarks<T> watermarks;
  private OperatorContext context;
  private Output output;
  private SourceReader<T, S> reader;
  private ListState<S> splits;
  private Counter recordsOut;
  private long emitted;

  /**
   * @param watermarks null for none
   */
  SplitSourceOperator(Source<T, S, E> source, SplitWatermarks<T> watermarks) {
    this.source = source;
    this.watermarks = watermarks;
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    context = operatorContext;
    output = operatorContext.output();
    recordsOut = operatorContext.counter("records-out");
    splits = operatorContext.operatorState().splitList("splits", source.splitSerializer());
    if (watermarks != null) {
      watermarks.open(operatorContext, this);
    }
    reader = source.createReader(this);
    reader.open();
    List<S> restored = splits.get();
    if (!restored.isEmpty()) {
      addSplits(List.copyOf(restored));
    }
  }

  private void addSplits(List<S> added) throws Exception {
    if (watermarks != null) {
      // Before its first record: a split that nothing is known of holds event time back.
      added.forEach(split -> watermarks.begin(split.splitId()));
    }
    reader.addSplits(added);
  }

  @Override
  public Poll poll(int maxRecords) throws Exception {
    if (watermarks != null && watermarks.isAhead()) {
      return Poll.NOTHING_NOW;
    }
    emitted = 0;
    boolean aligned = watermarks != null && watermarks.isAligned();
    SourceReader.Status found =
        reader.poll(this, aligned ? Math.min(maxRecords, ALIGNED_RECORDS) : maxRecords);
    recordsOut.add(emitted);
    return switch (found) {
      case MORE -> Poll.MORE;
      case NOTHING_NOW -> Poll.NOTHING_NOW;
      case END -> Poll.END;
    };
  }

  @Override
  public void emit(T value, long timestampMs) {
    if (watermarks == null) {
      emitTimed(value, timestampMs);
    } else {
      watermarks.emitWithoutSplit(value, timestampMs);
    }
  }

  /** From one of {@code watermarks}, with its final timestamp. */
  void emitTimed(T value, long timestampMs) {
    emitted++;
    output.emit(value, timestampMs);
  }

  @Override
  public <R> void emitTo(OutputTag<R> tag, R value, long timestampMs) {
    context.sideOutput(tag.id()).emit(value, timestampMs);
  }

  @Override
  public SourceReader.RecordOutput<T> ofSplit(String splitId) {
    return watermarks == null ? this : watermarks.ofSplit(splitId);
  }

  @Override
  public void endSplit(String splitId) {
    if (watermarks != null) {
      watermarks.end(splitId);
    }
  }

  void pauseSplits(Set<String> ahead) {
    reader.pauseSplits(ahead);
  }

  @Override
  public boolean isBackpressured() {
    return context.isBackpressured();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void onCoordinatorEvent(Object event) throws Exception {
    if (event instanceof SplitEvent.Assigned<?> assigned) {
      addSplits(List.of((S) assigned.split()));
    } else {
      reader.noMoreSplits();
    }
  }

  @Override
  public void snapshot(long checkpointId) throws Exception {
    splits.update(reader.snapshot(checkpointId));
  }

  @Override
  public void onCheckpointComplete(long checkpointId) throws Exception {
    reader.onCheckpointComplete(checkpointId);
  }

  @Override
  public void onEndOfInput() {
    if (watermarks != null) {
      watermarks.endAll();
    }
  }

  @Override
  public void close() throws Exception {
    if (reader != null) {
      reader.close();
    }
  }

  @Override
  public int subtaskIndex() {
    return context.subtaskIndex();
  }

  @Override
  public int parallelism() {
    return context.parallelism();
  }

  @Override
  public long processingTimeMs() {
    return context.processingTimeMs();
  }

  @Override
  public Counter counter(String name) {
    return context.counter(name);
  }

  @Override
  public void gauge(String name, LongSupplier value) {
    context.gauge(name, value);
  }

  @Override
  public void requestSplit() {
    context.sendToCoordinator(new SplitEvent.Request());
  }

  @Override
  public void wakeUp() {
    context.wakeUp();
  }
}
