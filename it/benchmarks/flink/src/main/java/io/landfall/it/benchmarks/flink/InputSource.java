package io.landfall.it.benchmarks.flink;

import io.landfall.it.benchmarks.workload.RunSpec;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The work's input, one split for each subtask, read at the pace that the run asks for. */
final class InputSource<T> implements Source<T, InputSplit, List<InputSplit>> {

  private static final long serialVersionUID = 1L;

  /** Makes an input from its index and from when it is due. */
  interface Maker<T> extends Serializable {
    T make(long index, long dueNs);
  }

  private final RunSpec spec;
  private final Maker<T> maker;

  InputSource(RunSpec spec, Maker<T> maker) {
    this.spec = spec;
    this.maker = maker;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<T, InputSplit> createReader(SourceReaderContext context) {
    return new InputReader<>(spec, maker, context.getIndexOfSubtask());
  }

  @Override
  public SplitEnumerator<InputSplit, List<InputSplit>> createEnumerator(
      SplitEnumeratorContext<InputSplit> context) {
    List<InputSplit> all =
        IntStream.range(0, spec.parallelism()).mapToObj(s -> new InputSplit(s, 0)).toList();
    return restoreEnumerator(context, all);
  }

  @Override
  public SplitEnumerator<InputSplit, List<InputSplit>> restoreEnumerator(
      SplitEnumeratorContext<InputSplit> context, List<InputSplit> unassigned) {
    return new InputEnumerator(context, unassigned);
  }

  @Override
  public SimpleVersionedSerializer<InputSplit> getSplitSerializer() {
    return new InputSplit.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<List<InputSplit>> getEnumeratorCheckpointSerializer() {
    return new InputSplit.ListSerializer();
  }
}
