package io.landfall.operators.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceSplit;
import io.landfall.api.connector.SplitEnumerator;
import io.landfall.operators.spi.SourceCoordinator;

/** Runs the enumerator of a source. Job thread only. */
final class SplitSourceCoordinator<S extends SourceSplit, E>
    implements SourceCoordinator, SplitEnumerator.Context<S> {

  private final EnumeratorState<E> states;
  private final SplitEnumerator<S, E> enumerator;
  private Context context;

  SplitSourceCoordinator(Source<?, S, E> source, byte[] restored) throws Exception {
    states = new EnumeratorState<>(source);
    enumerator = source.createEnumerator(restored == null ? null : states.read(restored));
  }

  @Override
  public void start(Context coordinatorContext) throws Exception {
    context = coordinatorContext;
    enumerator.start(this);
  }

  @Override
  public void onSubtaskEvent(int subtaskIndex, Object event) throws Exception {
    enumerator.onSplitRequest(subtaskIndex);
  }

  @Override
  public byte[] snapshot(long checkpointId) throws Exception {
    return states.write(enumerator.snapshot(checkpointId));
  }

  @Override
  public void close() throws Exception {
    enumerator.close();
  }

  @Override
  public int parallelism() {
    return context.parallelism();
  }

  @Override
  public void assign(S split, int subtaskIndex) {
    context.sendToSubtask(subtaskIndex, new SplitEvent.Assigned<>(split));
  }

  @Override
  public void noMoreSplits(int subtaskIndex) {
    context.sendToSubtask(subtaskIndex, new SplitEvent.NoMoreSplits());
  }

  @Override
  public void schedule(long periodMs, SplitEnumerator.DiscoveryTask task) {
    context.schedule(periodMs, task::run);
  }
}
