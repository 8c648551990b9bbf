package acme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;

/** A bolt that one number kills, each time it comes. Args: throw | exit | halt */
public class Poison extends BaseRichBolt {
  private final String how;
  private OutputCollector collector;

  Poison(String how) {
    this.how = how;
  }

  public static void main(String[] args) throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new Numbers(1_000, 0, true, 0));
    builder.setBolt("taster", new Poison(args[0]), 2).shuffleGrouping("numbers");
    StormSubmitter.submitTopology("poison", new Config(), builder.createTopology());
  }

  public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {
    collector = out;
    if (context.getThisTaskIndex() == 0) {
      try {
        Files.writeString(
            Paths.get("starts"), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new RuntimeException(e);
      }
    }
  }

  public void execute(Tuple tuple) {
    if (tuple.getLong(0) == 500) {
      switch (how) {
        case "exit":
          System.exit(5);
        case "halt":
          Runtime.getRuntime().halt(5);
        default:
          throw taste(tuple);
      }
    }
    collector.ack(tuple);
  }

  private static RuntimeException taste(Tuple tuple) {
    return new IllegalStateException("number " + tuple.getLong(0) + " is poison");
  }

  public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
