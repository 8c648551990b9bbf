package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.RunSpec;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Values;

/** Emits what it makes from a number that counts up; what failed comes again. */
abstract class IndexSpout extends BaseRichSpout {

  private static final long serialVersionUID = 1L;

  protected final RunSpec spec;
  private final boolean acks;
  private final Queue<Long> failed = new ArrayDeque<>();

  /** Counted within this task. */
  private long next;

  protected transient int task;
  private transient long count;
  private transient SpoutOutputCollector collector;

  IndexSpout(RunSpec spec) {
    this.spec = spec;
    acks = Settings.acks(spec);
  }

  @Override
  public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector output) {
    collector = output;
    task = context.getThisTaskIndex();
    count = count();
  }

  /** How many tuples this task emits. */
  protected long count() {
    return spec.inputsOf(task);
  }

  protected boolean isDue(long n) {
    return true;
  }

  /**
   * @param n counted within this task
   */
  protected abstract Values values(long n);

  @Override
  public void nextTuple() {
    Long again = failed.poll();
    if (again != null) {
      emit(again);
    } else if (next < count && isDue(next)) {
      emit(next++);
    }
  }

  private void emit(long n) {
    if (acks) {
      collector.emit(values(n), n);
    } else {
      collector.emit(values(n));
    }
  }

  @Override
  public void fail(Object n) {
    failed.add((Long) n);
  }
}
