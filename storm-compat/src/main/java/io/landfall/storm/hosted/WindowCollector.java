package io.landfall.storm.hosted;

import io.landfall.storm.ack.TupleTree;
import io.landfall.storm.tuple.StormTuple;
import java.util.Collection;
import java.util.List;
import org.apache.storm.task.IOutputCollector;
import org.apache.storm.tuple.Tuple;

/**
 * What a windowed bolt emits through. Its input was acked when it came into the window, so what is
 * emitted of a window belongs to no message; it is anchored all the same, so that a bolt behind
 * which holds it has it saved.
 */
final class WindowCollector implements IOutputCollector {

  private final IOutputCollector output;
  private volatile List<Tuple> anchors = List.of();

  WindowCollector(IOutputCollector output) {
    this.output = output;
  }

  /** What is emitted from now on is of a window with this tuple in it. */
  void inWindow(StormTuple tuple) {
    anchors = List.of(tuple.withTree(TupleTree.detached()));
  }

  @Override
  public List<Integer> emit(String streamId, Collection<Tuple> given, List<Object> values) {
    return output.emit(streamId, anchors, values);
  }

  @Override
  public void emitDirect(
      int taskId, String streamId, Collection<Tuple> given, List<Object> values) {
    output.emitDirect(taskId, streamId, anchors, values);
  }

  @Override
  public void ack(Tuple input) {
    output.ack(input);
  }

  @Override
  public void fail(Tuple input) {
    output.fail(input);
  }

  @Override
  public void resetTimeout(Tuple input) {
    output.resetTimeout(input);
  }

  @Override
  public void flush() {
    output.flush();
  }

  @Override
  public void reportError(Throwable error) {
    output.reportError(error);
  }
}
