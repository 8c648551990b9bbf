package io.landfall.starter;

import java.util.Map;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/**
 * Emits numbers whose times go on by 10 ms, in pairs of which the later comes first, and in even
 * distances between them some from long ago; then one from the far future. Before the first from
 * long ago it waits until the windows behind must know how late it is.
 */
final class TimedSpout extends BaseRichSpout {

  private static final long serialVersionUID = 1L;
  private static final long FUTURE_MS = 1_000_000;
  private static final int LATE = 7;
  private static final long PAUSE_MS = 1_200;
  private static final int TIME_STEP_MS = 10;

  private final int end;
  private final Pace pace;
  private int next;
  private int late;
  private long pausedSinceMs;
  private transient SpoutOutputCollector collector;

  /**
   * @param end a multiple of 16
   * @param perSecond 0 for as many as are taken
   */
  TimedSpout(int end, int perSecond) {
    this.end = end;
    this.pace = new Pace(perSecond);
  }

  @Override
  public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector out) {
    collector = out;
  }

  @Override
  public void nextTuple() {
    if (late < LATE && late < next / (end / (LATE + 1))) {
      emitLate();
    } else if (next < end && pace.isTime()) {
      int number = next ^ 1;
      next++;
      emit(number, (number + 1L) * TIME_STEP_MS);
    } else if (next == end) {
      next++;
      emit(end, FUTURE_MS);
    }
  }

  private void emitLate() {
    long nowMs = System.currentTimeMillis();
    if (pausedSinceMs == 0) {
      pausedSinceMs = nowMs;
    } else if (nowMs - pausedSinceMs > PAUSE_MS) {
      late++;
      emit(end + late, 1);
    }
  }

  private void emit(int number, long timeMs) {
    collector.emit(new Values(number, timeMs), number);
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("number", "time"));
  }
}
