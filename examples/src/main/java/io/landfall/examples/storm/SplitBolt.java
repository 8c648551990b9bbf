package io.landfall.examples.storm;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** A line in, its words out: lower-cased runs of a to z, anchored to the line. */
public final class SplitBolt extends BaseRichBolt {

  private static final long serialVersionUID = 1L;
  private static final Pattern WORD = Pattern.compile("[a-z]+");

  private transient OutputCollector collector;

  @Override
  public void prepare(
      Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
    this.collector = collector;
  }

  @Override
  public void execute(Tuple line) {
    Matcher words = WORD.matcher(line.getString(0).toLowerCase(Locale.ROOT));
    while (words.find()) {
      collector.emit(line, new Values(words.group()));
    }
    collector.ack(line);
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("word"));
  }
}
