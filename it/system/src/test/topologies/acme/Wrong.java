package acme;

import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.topology.BasicOutputCollector;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseBasicBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;

/** Topologies that cannot run, one for each word that it takes. */
public class Wrong {
  public static void main(String[] args) throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    if (!args[0].equals("no-spout")) {
      builder.setSpout("numbers", new Numbers(10, 0, true, 0));
    }
    switch (args[0]) {
      case "no-spout":
        break;
      case "unknown-component":
        builder.setBolt("last", new Nothing(null)).shuffleGrouping("nobody");
        break;
      case "unknown-stream":
        builder.setBolt("last", new Nothing(null)).shuffleGrouping("numbers", "nowhere");
        break;
      case "unknown-field":
        builder.setBolt("last", new Nothing(null)).fieldsGrouping("numbers", new Fields("colour"));
        break;
      case "not-serializable":
        builder.setBolt("last", new Nothing(new Object())).shuffleGrouping("numbers");
        break;
      default:
        builder.setBolt("last", new Nothing(null)).shuffleGrouping("numbers");
    }
    StormSubmitter.submitTopology("wrong", new Config(), builder.createTopology());
  }

  static class Nothing extends BaseBasicBolt {
    private final Object held;

    Nothing(Object held) {
      this.held = held;
    }

    public void execute(Tuple tuple, BasicOutputCollector collector) {}

    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
  }
}
