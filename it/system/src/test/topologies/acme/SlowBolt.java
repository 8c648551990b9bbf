package acme;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;

/** A bolt that is far slower than its spout, which nothing but backpressure holds back. */
public class SlowBolt extends BaseRichBolt {
  private OutputCollector collector;
  private long seen;
  private long characters;

  public static void main(String[] args) throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    boolean anchored = Boolean.parseBoolean(args[2]);
    builder.setSpout(
        "numbers", new Numbers(Long.parseLong(args[0]), Integer.parseInt(args[1]), anchored, 0));
    builder.setBolt("slow", new SlowBolt()).shuffleGrouping("numbers");
    StormSubmitter.submitTopology("slow", new Config(), builder.createTopology());
  }

  public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {
    collector = out;
  }

  public void execute(Tuple tuple) {
    LockSupport.parkNanos(20_000);
    seen++;
    characters += tuple.getString(2).length();
    collector.ack(tuple);
  }

  public void cleanup() {
    System.out.println("seen " + seen + ", characters " + characters);
  }

  public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
