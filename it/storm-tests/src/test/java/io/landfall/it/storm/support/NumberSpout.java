package io.landfall.it.storm.support;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/** Emits the numbers from 1 on with their own event times, 1 s apart; again those that failed. */
public final class NumberSpout extends BaseRichSpout {

  private final int count;
  private transient Queue<Integer> failed;
  private transient SpoutOutputCollector collector;
  private int emitted;

  public NumberSpout(int count) {
    this.count = count;
  }

  @Override
  public void open(
      Map<String, Object> conf, TopologyContext context, SpoutOutputCollector collector) {
    this.collector = collector;
    this.failed = new ArrayDeque<>();
  }

  @Override
  public void nextTuple() {
    Integer again = failed.poll();
    if (again != null) {
      emit(again);
    } else if (emitted < count) {
      emit(++emitted);
    }
  }

  private void emit(int number) {
    collector.emit(new Values(number, number * 1_000L), number);
  }

  @Override
  public void fail(Object messageId) {
    failed.add((Integer) messageId);
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("number", "ts"));
  }
}
