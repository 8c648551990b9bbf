package io.landfall.it.benchmarks.flink;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives each subtask the split that bears its number. */
final class InputEnumerator implements SplitEnumerator<InputSplit, List<InputSplit>> {

  private final SplitEnumeratorContext<InputSplit> context;
  private final Map<Integer, InputSplit> unassigned = new TreeMap<>();

  InputEnumerator(SplitEnumeratorContext<InputSplit> context, List<InputSplit> unassigned) {
    this.context = context;
    unassigned.forEach(split -> this.unassigned.put(split.subtask(), split));
  }

  @Override
  public void start() {}

  @Override
  public void handleSplitRequest(int subtask, String hostname) {}

  @Override
  public void addSplitsBack(List<InputSplit> splits, int subtask) {
    splits.forEach(split -> unassigned.put(split.subtask(), split));
  }

  @Override
  public void addReader(int subtask) {
    InputSplit split = unassigned.remove(subtask);
    if (split != null) {
      context.assignSplit(split, subtask);
    }
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public List<InputSplit> snapshotState(long checkpointId) {
    return List.copyOf(unassigned.values());
  }

  @Override
  public void close() {}
}
