package acme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.BasicOutputCollector;
import org.apache.storm.topology.ConfigurableTopology;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseBasicBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;

/** Sums numbers by their last digit; each task writes its sums at the end. Args: how many, where. */
public class Sums extends ConfigurableTopology {
  public static void main(String[] args) {
    ConfigurableTopology.start(new Sums(), args);
  }

  protected int run(String[] args) {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new Numbers(Long.parseLong(args[0]), 0, true, 20));
    builder
        .setBolt("sums", new SumBolt(args[1]), 3)
        .fieldsGrouping("numbers", new Fields("digit"));
    return submit("sums", conf, builder);
  }

  static class Sum implements java.io.Serializable {
    long count;
    long total;
    List<Long> last = new ArrayList<>();
  }

  public static class SumBolt extends BaseBasicBolt {
    private final String folder;
    private Map<Long, Sum> sums;
    private int task;

    SumBolt(String folder) {
      this.folder = folder;
    }

    public void prepare(Map<String, Object> conf, TopologyContext context) {
      sums = new TreeMap<>();
      task = context.getThisTaskIndex();
    }

    public void execute(Tuple tuple, BasicOutputCollector collector) {
      Sum sum = sums.computeIfAbsent(tuple.getLongByField("digit"), digit -> new Sum());
      long number = tuple.getLong(0);
      sum.count++;
      sum.total += number;
      sum.last.add(number);
      if (sum.last.size() > 3) {
        sum.last.remove(0);
      }
    }

    public void cleanup() {
      StringBuilder lines = new StringBuilder();
      sums.forEach((d, s) -> lines.append(d + " " + s.count + " " + s.total + " " + s.last + "\n"));
      try {
        Files.createDirectories(Paths.get(folder));
        Files.writeString(Paths.get(folder, "sums-" + task), lines);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
  }
}
