package io.landfall.examples.storm;

import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.topology.IRichSpout;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;

/** Counts the words of a text file. */
public final class WordCountTopology {

  private static final String USAGE =
      """
      usage: WordCountTopology [OPTIONS] INPUT OUTPUT
        INPUT                    a text file, UTF-8
        OUTPUT                   a folder that gets the counts, or - for the standard output
        --name NAME              of the topology; default wordcount
        --parallelism N          tasks of the spout and of each bolt; default 2
        --rate N                 lines a second, over all spout tasks; default 0, no limit
        --redeliver FOLDER       reads from a queue that delivers again what was not acked, and
                                 keeps its log there
        --fail-probability P     has a bolt throw at random, for each word with this probability""";

  private String name = "wordcount";
  private int parallelism = 2;
  private int linesPerSecond;
  private String queueFolder;
  private double failProbability;
  private String input;
  private String output;

  private WordCountTopology() {}

  public static void main(String[] args) throws Exception {
    WordCountTopology wordCount = new WordCountTopology();
    try {
      wordCount.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
    }
    Config conf = new Config();
    conf.setMaxSpoutPending(1_000);
    StormSubmitter.submitTopology(wordCount.name, conf, wordCount.topology());
  }

  private StormTopology topology() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("lines", spout(), parallelism);
    builder.setBolt("split", new SplitBolt(), parallelism).shuffleGrouping("lines");
    String words = "split";
    if (failProbability > 0) {
      words = "mischief";
      builder
          .setBolt(words, new RandomlyFailingBolt(failProbability), parallelism)
          .shuffleGrouping("split");
    }
    builder
        .setBolt("count", new CountBolt(output), parallelism)
        .fieldsGrouping(words, new Fields("word"));
    return builder.createTopology();
  }

  private IRichSpout spout() {
    int rateOfATask = (linesPerSecond + parallelism - 1) / parallelism;
    return queueFolder == null
        ? new FileLineSpout(input, rateOfATask)
        : new RedeliveringLineSpout(input, queueFolder, rateOfATask);
  }

  private void parse(String[] args) {
    int i = 0;
    for (; i < args.length && args[i].startsWith("--"); i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " needs a value");
      }
      set(args[i], args[i + 1]);
    }
    if (args.length - i != 2) {
      throw new IllegalArgumentException(
          "expected INPUT and OUTPUT, found " + (args.length - i) + " arguments");
    }
    input = args[i];
    output = args[i + 1];
  }

  private void set(String option, String value) {
    switch (option) {
      case "--name" -> name = value;
      case "--parallelism" -> parallelism = Integer.parseInt(value);
      case "--rate" -> linesPerSecond = Integer.parseInt(value);
      case "--redeliver" -> queueFolder = value;
      case "--fail-probability" -> failProbability = Double.parseDouble(value);
      default -> throw new IllegalArgumentException("unknown option " + option);
    }
  }
}
