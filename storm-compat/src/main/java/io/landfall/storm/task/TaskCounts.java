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

  /** A slow bolt must not look like one that stands still. */
  private static final int MOST_PENDING = 32;

  /**
   * One counter. Within a batch it is added up here first: Storm's counters are for many threads,
   * and a tuple has four of them.
   */
  final class Tally {
    private final Counter counter;
    private long pending;

    private Tally(Counter counter) {
      this.counter = counter;
    }

    void add(int count) {
      pending += count;
      if (!isInBatch || pending >= MOST_PENDING) {
        show();
      }
    }

    private void show() {
      if (pending != 0) {
        counter.inc(pending);
        pending = 0;
      }
    }
  }

  /** The counts of one stream out of a task. */
  record Outgoing(Tally emitted, Tally transferred) {}

  /** The counts of one stream into a bolt, or of the messages of one stream of a spout. */
  private record Settled(
      String component, String stream, Tally executed, Tally acked, Tally failed) {}

  private final StormMetricRegistry registry;
  private final String topologyId;
  private final String component;
  private final int task;
  private final List<Settled> settled = new ArrayList<>();
  // Tuples of one stream come in a row, with the same names: found without comparing letters.
  private Settled last;

  private final List<Tally> tallies = new ArrayList<>();
  private boolean isInBatch;

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
        : new Outgoing(tally(EMITTED, stream, stream), tally(TRANSFERRED, stream, stream));
  }

  /** Until {@link #endBatch}, what is counted need not show. */
  public void beginBatch() {
    isInBatch = true;
  }

  public void endBatch() {
    isInBatch = false;
    for (int i = 0; i < tallies.size(); i++) {
      tallies.get(i).show();
    }
  }

  public void executed(Tuple tuple) {
    of(tuple.getSourceComponent(), tuple.getSourceStreamId()).executed.add(1);
  }

  public void acked(Tuple tuple) {
    of(tuple.getSourceComponent(), tuple.getSourceStreamId()).acked.add(1);
  }

  public void failed(Tuple tuple) {
    of(tuple.getSourceComponent(), tuple.getSourceStreamId()).failed.add(1);
  }

  /**
   * A spout was told of a message.
   *
   * @param stream on which it was emitted
   */
  public void messageAcked(String stream) {
    of(null, stream).acked.add(1);
  }

  /** As {@link #messageAcked}. */
  public void messageFailed(String stream) {
    of(null, stream).failed.add(1);
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
            source == null ? null : tally(EXECUTED, name, stream),
            tally(ACKED, name, stream),
            tally(FAILED, name, stream));
    settled.add(made);
    last = made;
    return made;
  }

  private Tally tally(String what, String of, String stream) {
    Tally tally =
        new Tally(
            registry.counter(
                what + '-' + of, topologyId, component, task, WorkerContexts.PORT, stream));
    tallies.add(tally);
    return tally;
  }
}
