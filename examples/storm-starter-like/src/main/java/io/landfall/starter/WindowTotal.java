package io.landfall.starter;

import java.util.Map;
import org.apache.storm.state.KeyValueState;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseStatefulWindowedBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.windowing.TupleWindow;

/** Adds up the numbers of all windows in its state; emits how many windows there were, and that. */
final class WindowTotal extends BaseStatefulWindowedBolt<KeyValueState<String, Long>> {

  private static final long serialVersionUID = 1L;
  private static final String WINDOWS = "windows";
  private static final String TOTAL = "total";

  private transient KeyValueState<String, Long> state;
  private transient OutputCollector collector;

  @Override
  public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {
    collector = out;
  }

  @Override
  public void initState(KeyValueState<String, Long> given) {
    state = given;
  }

  @Override
  public void execute(TupleWindow window) {
    long windows = state.get(WINDOWS, 0L) + 1;
    long total = state.get(TOTAL, 0L);
    for (Tuple tuple : window.get()) {
      total += tuple.getIntegerByField("number");
    }
    state.put(WINDOWS, windows);
    state.put(TOTAL, total);
    collector.emit(new Values(windows, total));
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("windows", "total"));
  }
}
