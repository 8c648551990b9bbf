package io.landfall.operators.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.connector.SourceSplit;
import io.landfall.api.function.Counter;
import io.landfall.api.state.ListState;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.Output;
import io.landfall.operators.spi.SourceOperator;
import java.util.List;

/** Runs a reader; its unfinished splits are what a checkpoint remembers of it. */
final class SplitSourceOperator<T, S extends SourceSplit, E>
    implements SourceOperator, Source.ReaderContext, SourceReader.RecordOutput<T> {

  private final Source<T, S, E> source;
  private OperatorContext context;
  private Output output;
  private SourceReader<T, S> reader;
  private ListState<S> splits;
  private Counter recordsOut;
  private long emitted;

  SplitSourceOperator(Source<T, S, E> source) {
    this.source = source;
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    context = operatorContext;
    output = operatorContext.output();
    recordsOut = operatorContext.counter("records-out");
    splits = operatorContext.operatorState().splitList("splits", source.splitSerializer());
    reader = source.createReader(this);
    reader.open();
    List<S> restored = splits.get();
    if (!restored.isEmpty()) {
      reader.addSplits(List.copyOf(restored));
    }
  }

  @Override
  public Poll poll(int maxRecords) throws Exception {
    emitted = 0;
    SourceReader.Status found = reader.poll(this, maxRecords);
    recordsOut.add(emitted);
    return switch (found) {
      case MORE -> Poll.MORE;
      case NOTHING_NOW -> Poll.NOTHING_NOW;
      case END -> Poll.END;
    };
  }

  @Override
  public void emit(T value, long timestampMs) {
    emitted++;
    output.emit(value, timestampMs);
  }

  @Override
  public boolean isBackpressured() {
    return context.isBackpressured();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void onCoordinatorEvent(Object event) throws Exception {
    if (event instanceof SplitEvent.Assigned<?> assigned) {
      reader.addSplits(List.of((S) assigned.split()));
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
  public void requestSplit() {
    context.sendToCoordinator(new SplitEvent.Request());
  }

  @Override
  public void wakeUp() {
    context.wakeUp();
  }
}
