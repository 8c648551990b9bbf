package io.landfall.storm.task;

import com.codahale.metrics.Counter;
import java.util.ArrayList;
import java.util.List;
import org.apache.storm.metrics2.StormMetricRegistry;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.Utils;

/**
 * What Storm counts of every task, under its names and in its registry, where reporters and
 * consumers find it: by stream, and for bolts by the component that sent. Storm counts a sample,
 * here it is all. Task's thread.
 */
public final class TaskCounts {

  private static final String EMITTED = "__emit-count";
  private static final String TRANSFERRED = "__transfer-count";
  private static final String EXECUTED = "__execute-count";
  private static final String ACKED = "__ack-count";
  private static final String FAILED = "__fail-count";

  /** The counters of one stream out of a task. */
  record Outgoing(Counter emitted, Counter transferred) {}

  /** The counters of one stream into a bolt, or of the messages of one stream of a spout. */
  private record Settled(
      String component, String stream, Counter executed, Counter acked, Counter failed) {}

  private final StormMetricRegistry registry;
  private final String topologyId;
  private final String component;
  private final int task;
  private final List<Settled> settled = new ArrayList<>();
  // Tuples of one stream come in a row, with the same names: found without comparing letters.
  private Settled last;

  TaskCounts(StormMetricRegistry registry, String topologyId, String component, int task) {
    this.registry = registry;
    this.topologyId = topologyId;
    this.component = component;
    this.task = task;
  }

  /** Null for a stream of Storm's own. */
  Outgoing outgoing(String stream) {
    return Utils.isSystemId(stream)
        ? null
        : new Outgoing(counter(EMITTED, stream, stream), counter(TRANSFERRED, stream, stream));
  }

  public void executed(Tuple tuple) {
    of(tuple.getSourceComponent(), tuple.getSourceStreamId()).executed.inc();
  }

  public void acked(Tuple tuple) {
    of(tuple.getSourceComponent(), tuple.getSourceStreamId()).acked.inc();
  }

  public void failed(Tuple tuple) {
    of(tuple.getSourceComponent(), tuple.getSourceStreamId()).failed.inc();
  }

  /**
   * A spout was told of a message.
   *
   * @param stream on which it was emitted
   */
  public void messageAcked(String stream) {
    of(null, stream).acked.inc();
  }

  /** As {@link #messageAcked}. */
  public void messageFailed(String stream) {
    of(null, stream).failed.inc();
  }

  // To component and stream are compared as objects first, which nearly always decides.
  @SuppressWarnings({"ReferenceEquality", "StringEquality"})
  private Settled of(String source, String stream) {
    Settled recent = last;
    if (recent != null && recent.component == source && recent.stream == stream) {
      return recent;
    }
    for (Settled known : settled) {
      if (known.stream.equals(stream) && (source == null || source.equals(known.component))) {
        last = known;
        return known;
      }
    }
    String name = source == null ? stream : source + ':' + stream;
    Settled made =
        new Settled(
            source,
            stream,
            source == null ? null : counter(EXECUTED, name, stream),
            counter(ACKED, name, stream),
            counter(FAILED, name, stream));
    settled.add(made);
    last = made;
    return made;
  }

  private Counter counter(String what, String of, String stream) {
    return registry.counter(
        what + '-' + of, topologyId, component, task, WorkerContexts.PORT, stream);
  }
}
