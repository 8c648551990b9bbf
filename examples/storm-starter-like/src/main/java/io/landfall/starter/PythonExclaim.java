package io.landfall.starter;

import java.util.Map;
import org.apache.storm.task.ShellBolt;
import org.apache.storm.topology.IRichBolt;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Fields;

/** Adds a mark, in Python. */
final class PythonExclaim extends ShellBolt implements IRichBolt {

  private static final long serialVersionUID = 1L;

  PythonExclaim() {
    super("python3", "exclaim.py");
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("text"));
  }

  @Override
  public Map<String, Object> getComponentConfiguration() {
    return null;
  }
}
