package io.landfall.it.kafka.job;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.storm.Config;
import org.apache.storm.StormSubmitter;
import org.apache.storm.kafka.bolt.KafkaBolt;
import org.apache.storm.kafka.bolt.mapper.FieldNameBasedTupleToKafkaMapper;
import org.apache.storm.kafka.bolt.selector.DefaultTopicSelector;
import org.apache.storm.kafka.spout.KafkaSpout;
import org.apache.storm.kafka.spout.KafkaSpoutConfig;
import org.apache.storm.kafka.spout.KafkaSpoutRetryExponentialBackoff;
import org.apache.storm.kafka.spout.KafkaSpoutRetryExponentialBackoff.TimeInterval;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/**
 * What {@link CountJob} does, as a Storm topology that knows nothing of Landfall; some tuples fail
 * the first time. Arguments are {@code name=value}.
 */
public final class CountTopology {

  public static void main(String[] arguments) throws Exception {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      given.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    int tasks = Integer.parseInt(given.getOrDefault("parallelism", "2"));
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new KafkaSpout<>(spoutConfig(given)), tasks);
    builder.setBolt("flaky", new FlakyBolt(), tasks).shuffleGrouping("numbers");
    builder.setBolt("count", new CountBolt(), tasks).fieldsGrouping("flaky", new Fields("key"));
    builder.setBolt("counted", kafkaBolt(given), tasks).shuffleGrouping("count");
    Config config = new Config();
    config.setMessageTimeoutSecs(60);
    StormSubmitter.submitTopology("count", config, builder.createTopology());
  }

  private static KafkaSpoutConfig<String, String> spoutConfig(Map<String, String> given) {
    return KafkaSpoutConfig.builder(given.get("bootstrap"), given.get("in"))
        .setProp("group.id", "count-topology-" + given.get("in"))
        .setOffsetCommitPeriodMs(200)
        .setPartitionRefreshPeriodMs(500)
        .setRetry(
            new KafkaSpoutRetryExponentialBackoff(
                TimeInterval.milliSeconds(5),
                TimeInterval.milliSeconds(5),
                Integer.MAX_VALUE,
                TimeInterval.milliSeconds(50)))
        .build();
  }

  private static KafkaBolt<String, String> kafkaBolt(Map<String, String> given) {
    Properties producer = new Properties();
    producer.put("bootstrap.servers", given.get("bootstrap"));
    producer.put("acks", "1");
    producer.put("key.serializer", StringSerializer.class.getName());
    producer.put("value.serializer", StringSerializer.class.getName());
    return new KafkaBolt<String, String>()
        .withProducerProperties(producer)
        .withTopicSelector(new DefaultTopicSelector(given.get("out")))
        .withTupleToKafkaMapper(new FieldNameBasedTupleToKafkaMapper<>("key", "numbered"));
  }

  /** Fails every 97th number the first time. */
  static final class FlakyBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;
    private static final int EVERY = 97;

    private final Set<String> failedBefore = new HashSet<>();
    private OutputCollector collector;

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {
      collector = out;
    }

    @Override
    public void execute(Tuple tuple) {
      String number = tuple.getStringByField("value");
      if (Integer.parseInt(number) % EVERY == 0 && failedBefore.add(number)) {
        collector.fail(tuple);
        return;
      }
      collector.emit(tuple, new Values(tuple.getStringByField("key"), number));
      collector.ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("key", "value"));
    }
  }

  /** Numbers each key's tuples. */
  static final class CountBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;

    private final Map<String, Integer> counts = new HashMap<>();
    private OutputCollector collector;

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {
      collector = out;
    }

    @Override
    public void execute(Tuple tuple) {
      String key = tuple.getStringByField("key");
      int count = counts.merge(key, 1, Integer::sum);
      collector.emit(tuple, new Values(key, tuple.getStringByField("value") + "," + count));
      collector.ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("key", "numbered"));
    }
  }

  private CountTopology() {}
}
