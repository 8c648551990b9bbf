package io.landfall.it.storm.drpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.storm.drpc.DrpcServer;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.LocalDRPC;
import org.apache.storm.coordination.BatchOutputCollector;
import org.apache.storm.drpc.DRPCSpout;
import org.apache.storm.drpc.LinearDRPCTopologyBuilder;
import org.apache.storm.drpc.ReturnResults;
import org.apache.storm.generated.DRPCExceptionType;
import org.apache.storm.generated.DRPCExecutionException;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.BasicOutputCollector;
import org.apache.storm.topology.FailedException;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseBasicBolt;
import org.apache.storm.topology.base.BaseBatchBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.DRPCClient;
import org.apache.storm.utils.Utils;
import org.junit.jupiter.api.Test;

/** Functions that topologies answer. */
class DrpcIT {

  @Test
  void aTopologyOfTheUsersOwnShapeAnswers() throws Exception {
    try (LocalDRPC drpc = new LocalDRPC();
        LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopology("exclaim", new Config(), exclaim(drpc));

      assertThat(drpc.execute("exclaim", "aaa")).isEqualTo("aaa!!!");
      assertThat(drpc.execute("exclaim", "b")).isEqualTo("b!!!");
    }
  }

  @Test
  void aLinearTopologyCountsPartsOfACallOnSeveralTasks() throws Exception {
    LinearDRPCTopologyBuilder builder = new LinearDRPCTopologyBuilder("letters");
    builder.addBolt(new LettersBolt(), 2);
    builder.addBolt(new CountBolt(), 3).fieldsGrouping(new Fields("id", "letter"));
    builder.addBolt(new TotalBolt(), 2).fieldsGrouping(new Fields("id"));
    try (LocalDRPC drpc = new LocalDRPC();
        LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopology("letters", new Config(), builder.createLocalTopology(drpc));

      assertThat(drpc.execute("letters", "mississippi")).isEqualTo("11");
      assertThat(drpc.execute("letters", "a")).isEqualTo("1");
    }
  }

  @Test
  void aCallFailsIfABoltFailsIt() throws Exception {
    LinearDRPCTopologyBuilder builder = new LinearDRPCTopologyBuilder("refuse");
    builder.addBolt(new RefusingBolt(), 1);
    try (LocalDRPC drpc = new LocalDRPC();
        LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopology("refuse", new Config(), builder.createLocalTopology(drpc));

      assertThatThrownBy(() -> drpc.execute("refuse", "x"))
          .isInstanceOfSatisfying(
              DRPCExecutionException.class,
              e -> assertThat(e.get_type()).isEqualTo(DRPCExceptionType.FAILED_REQUEST));
    }
  }

  @Test
  void aCallFailsWhenTheServiceIsShutDown() throws Exception {
    LocalDRPC drpc = new LocalDRPC();
    drpc.close();

    assertThatThrownBy(() -> drpc.execute("nobody", "x"))
        .isInstanceOfSatisfying(
            DRPCExecutionException.class,
            e -> assertThat(e.get_type()).isEqualTo(DRPCExceptionType.SERVER_SHUTDOWN));
  }

  @Test
  void aClientOfStormCallsOverThePort() throws Exception {
    Map<String, Object> conf = Utils.readStormConfig();
    conf.put(Config.DRPC_PORT, Utils.getAvailablePort());
    conf.put(Config.DRPC_INVOCATIONS_PORT, Utils.getAvailablePort());
    try (LocalDRPC drpc = new LocalDRPC();
        DrpcServer server = new DrpcServer(conf, drpc);
        LocalCluster cluster = new LocalCluster();
        DRPCClient client = new DRPCClient(conf, "localhost", server.port())) {
      cluster.submitTopology("exclaim", new Config(), exclaim(drpc));

      assertThat(client.execute("exclaim", "over the wire")).isEqualTo("over the wire!!!");
    }
  }

  private static StormTopology exclaim(LocalDRPC drpc) {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("calls", new DRPCSpout("exclaim", drpc));
    builder.setBolt("exclaim", new ExclaimBolt(), 2).shuffleGrouping("calls");
    builder.setBolt("return", new ReturnResults(), 2).shuffleGrouping("exclaim");
    return builder.createTopology();
  }

  private static final class ExclaimBolt extends BaseBasicBolt {
    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
      collector.emit(new Values(input.getString(0) + "!!!", input.getValue(1)));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("result", "return-info"));
    }
  }

  private static final class RefusingBolt extends BaseBasicBolt {
    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
      throw new FailedException("not this one");
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("id", "result"));
    }
  }

  private static final class LettersBolt extends BaseBasicBolt {
    @Override
    public void execute(Tuple input, BasicOutputCollector collector) {
      for (char letter : input.getString(1).toCharArray()) {
        collector.emit(new Values(input.getValue(0), String.valueOf(letter)));
      }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("id", "letter"));
    }
  }

  /** Counts the tuples of a call. */
  private static final class CountBolt extends BaseBatchBolt<Object> {
    private BatchOutputCollector collector;
    private Object id;
    private int count;

    @Override
    public void prepare(
        Map<String, Object> conf,
        TopologyContext context,
        BatchOutputCollector collector,
        Object id) {
      this.collector = collector;
      this.id = id;
    }

    @Override
    public void execute(Tuple tuple) {
      count++;
    }

    @Override
    public void finishBatch() {
      collector.emit(new Values(id, count));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("id", "count"));
    }
  }

  /** Adds up what the counting tasks found for a call. */
  private static final class TotalBolt extends BaseBatchBolt<Object> {
    private BatchOutputCollector collector;
    private Object id;
    private int total;

    @Override
    public void prepare(
        Map<String, Object> conf,
        TopologyContext context,
        BatchOutputCollector collector,
        Object id) {
      this.collector = collector;
      this.id = id;
    }

    @Override
    public void execute(Tuple tuple) {
      total += tuple.getInteger(1);
    }

    @Override
    public void finishBatch() {
      collector.emit(new Values(id, total));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("id", "total"));
    }
  }
}
