package io.landfall.connector.parquet;

import io.landfall.api.connector.SplitEnumerator;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Hands row groups, in order, to the readers that ask for one. Job thread only. */
final class RowGroupEnumerator implements SplitEnumerator<RowGroupSplit, WaitingRowGroups> {

  private final Deque<RowGroupSplit> waiting;
  private Context<RowGroupSplit> context;

  RowGroupEnumerator(Collection<RowGroupSplit> splits) {
    waiting = new ArrayDeque<>(splits);
  }

  @Override
  public void start(Context<RowGroupSplit> enumeratorContext) {
    context = enumeratorContext;
  }

  @Override
  public void onSplitRequest(int subtaskIndex) {
    RowGroupSplit next = waiting.poll();
    if (next == null) {
      context.noMoreSplits(subtaskIndex);
    } else {
      context.assign(next, subtaskIndex);
    }
  }

  @Override
  public WaitingRowGroups snapshot(long checkpointId) {
    return WaitingRowGroups.of(waiting);
  }
}
