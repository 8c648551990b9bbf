package io.landfall.starter;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.storm.Config;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.BasicOutputCollector;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseBasicBolt;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.TupleUtils;

/** Counts how often it was given which values, and writes that now and then and at the end. */
public final class Tally extends BaseBasicBolt {

  private static final long serialVersionUID = 1L;

  private final String folder;
  private final Map<String, Long> counts = new HashMap<>();
  private transient int task;

  public Tally(String folder) {
    this.folder = folder;
  }

  @Override
  public void prepare(Map<String, Object> conf, TopologyContext context) {
    task = context.getThisTaskIndex();
  }

  @Override
  public void execute(Tuple tuple, BasicOutputCollector collector) {
    if (TupleUtils.isTick(tuple)) {
      Report.write(folder, task, counts);
      return;
    }
    counts.merge(
        tuple.getValues().stream().map(String::valueOf).collect(Collectors.joining(" ")),
        1L,
        Long::sum);
  }

  @Override
  public Map<String, Object> getComponentConfiguration() {
    return Map.of(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, 1);
  }

  @Override
  public void cleanup() {
    Report.write(folder, task, counts);
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
