package io.landfall.storm.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.storm.conf.NumberTypes;
import io.landfall.storm.conf.StormConf;
import io.landfall.storm.testing.Script.FedSpout;
import io.landfall.storm.testing.Script.ScriptedBolt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.drpc.DRPCSpout;
import org.apache.storm.generated.ComponentObject;
import org.apache.storm.generated.JavaObject;
import org.apache.storm.generated.JavaObjectArg;
import org.apache.storm.generated.ShellComponent;
import org.apache.storm.generated.StateSpoutSpec;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.spout.ShellSpout;
import org.apache.storm.task.ShellBolt;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseStatefulBolt;
import org.apache.storm.topology.base.BaseWindowedBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.windowing.TupleWindow;
import org.junit.jupiter.api.Test;

/** Submission rules as Storm's Nimbus applies them. */
class TopologyPlannerTest {

  private final Map<String, Object> conf = new HashMap<>();

  private TopologyPlan plan(StormTopology topology) throws JobRefusedException {
    return plan(topology, NumberTypes.INTEGER);
  }

  private TopologyPlan plan(StormTopology topology, NumberTypes numbers)
      throws JobRefusedException {
    return new TopologyPlanner(StormConf.clusterConf(), numbers).plan("t", "t-1-1", conf, topology);
  }

  private static ScriptedBolt bolt(String... fields) {
    return new ScriptedBolt((tuple, collector) -> {}, fields);
  }

  @Test
  void numbersTasksInTheOrderOfComponentIdsWithStormsOwnAmongThem() throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("a", new FedSpout(), 2);
    builder.setBolt("B", bolt(), 2).setNumTasks(5).shuffleGrouping("a");
    conf.put(Config.TOPOLOGY_WORKERS, 1);

    TopologyPlan plan = plan(builder.createTopology());

    assertThat(plan.componentTasks().get("B")).containsExactly(1, 2, 3, 4, 5);
    assertThat(plan.componentTasks().get("__acker")).containsExactly(6);
    assertThat(plan.componentTasks().get("a")).containsExactly(7, 8);
    assertThat(plan.component("B").executors()).containsExactly(List.of(1, 2, 3), List.of(4, 5));
  }

  @Test
  void boundsTasksByTheMaximumOfTheTopology() throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("s", new FedSpout(), 8);
    conf.put(Config.TOPOLOGY_MAX_TASK_PARALLELISM, 3);
    assertThat(plan(builder.createTopology()).component("s").tasks()).hasSize(3);
  }

  @Test
  void letsAComponentOverrideItsOwnKeysAndAFewOfStorms() throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("s", new FedSpout());
    builder
        .setBolt("b", bolt())
        .shuffleGrouping("s")
        .addConfiguration("mine", 7)
        .addConfiguration(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, 3)
        .addConfiguration(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 3);
    TopologyPlan plan = plan(builder.createTopology());

    Map<String, Object> merged = plan.component("b").conf(plan.conf());

    assertThat(merged)
        .containsEntry("mine", 7)
        .containsEntry(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, 3)
        .containsEntry(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 30);
  }

  @Test
  void boxesWholeNumbersAsAskedFor() throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("s", new FedSpout());
    conf.put("n", 5);
    assertThat(plan(builder.createTopology()).conf()).containsEntry("n", 5);
    assertThat(plan(builder.createTopology(), NumberTypes.LONG).conf()).containsEntry("n", 5L);
  }

  @Test
  void mergesKryoRegistrationsIntoOneMap() throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("s", new FedSpout());
    StormTopology topology = builder.createTopology();
    topology
        .get_spouts()
        .get("s")
        .get_common()
        .set_json_conf("{\"topology.kryo.register\": [\"c.A\", {\"c.B\": \"of.component\"}]}");
    conf.put(Config.TOPOLOGY_KRYO_REGISTER, List.of(Map.of("c.B", "of.topology")));
    Map<String, String> expected = new HashMap<>();
    expected.put("c.A", null);
    expected.put("c.B", "of.topology");
    assertThat(plan(topology).conf()).containsEntry(Config.TOPOLOGY_KRYO_REGISTER, expected);
  }

  @Test
  void refusesATopologyWithoutSpouts() {
    assertThatThrownBy(() -> plan(new TopologyBuilder().createTopology()))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("no spouts");
  }

  @Test
  void refusesUnknownSourcesStreamsAndFields() {
    TopologyBuilder source = new TopologyBuilder();
    source.setSpout("s", new FedSpout());
    source.setBolt("b", bolt()).shuffleGrouping("nobody");
    TopologyBuilder stream = new TopologyBuilder();
    stream.setSpout("s", new FedSpout());
    stream.setBolt("b", bolt()).shuffleGrouping("s", "nowhere");
    TopologyBuilder fields = new TopologyBuilder();
    fields.setSpout("s", new FedSpout());
    fields.setBolt("b", bolt()).fieldsGrouping("s", new Fields("nothing"));
    for (TopologyBuilder each : List.of(source, stream, fields)) {
      assertThatThrownBy(() -> plan(each.createTopology()))
          .isInstanceOf(JobRefusedException.class)
          .hasMessageStartingWith("topology 't' is invalid")
          .hasMessageNotContaining("\n");
    }
  }

  /** A window. */
  public static final class Windowed extends BaseWindowedBolt {
    private static final long serialVersionUID = 1L;

    @Override
    public void execute(TupleWindow window) {}
  }

  /** A stateful bolt. */
  public static final class Stateful
      extends BaseStatefulBolt<org.apache.storm.state.KeyValueState<String, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void execute(org.apache.storm.tuple.Tuple tuple) {}

    @Override
    public void initState(org.apache.storm.state.KeyValueState<String, Long> state) {}
  }

  @Test
  void announcesWhatCannotBeExactlyOnce() throws JobRefusedException {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("s", new FedSpout());
    builder.setSpout("calls", new DRPCSpout("f"));
    builder.setBolt("sh", new PythonBolt()).shuffleGrouping("s");
    builder
        .setBolt("w", new Windowed().withTumblingWindow(BaseWindowedBolt.Count.of(5)))
        .shuffleGrouping("s");
    builder.setBolt("st", new Stateful()).shuffleGrouping("s");

    assertThat(Announcements.of(plan(builder.createTopology())))
        .satisfiesExactly(
            calls -> assertThat(calls).startsWith("component 'calls' answers calls (DRPC)"),
            shell -> assertThat(shell).startsWith("component 'sh' runs in a process of its own"));
  }

  @Test
  void refusesStateSpouts() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("s", new FedSpout());
    StormTopology topology = builder.createTopology();
    topology.put_to_state_spouts("state", new StateSpoutSpec());

    assertThatThrownBy(() -> plan(topology)).hasMessageContaining("'state' is a state spout");
  }

  @Test
  void makesComponentsThatAreNamedRatherThanSerialized() {
    JavaObject calls =
        new JavaObject(DRPCSpout.class.getName(), List.of(JavaObjectArg.string_arg("f")));
    JavaObject unmade = new JavaObject(DRPCSpout.class.getName(), List.of());
    ShellComponent shell = new ShellComponent("python3", "x.py");

    assertThat(made(true, ComponentObject.java_object(calls))).isInstanceOf(DRPCSpout.class);
    assertThatThrownBy(() -> made(true, ComponentObject.java_object(unmade)))
        .hasMessageContaining("component 'c'")
        .hasMessageContaining("DRPCSpout");
    assertThat(made(true, ComponentObject.shell(shell))).isInstanceOf(ShellSpout.class);
    assertThat(made(false, ComponentObject.shell(shell))).isInstanceOf(ShellBolt.class);
  }

  private static Object made(boolean spout, ComponentObject object) {
    return new ComponentPlan(0, "c", spout, null, object, List.of(), List.of(), Map.of())
        .newInstance();
  }

  /** A shell bolt. */
  public static final class PythonBolt extends org.apache.storm.task.ShellBolt
      implements org.apache.storm.topology.IRichBolt {
    private static final long serialVersionUID = 1L;

    PythonBolt() {
      super("python3", "x.py");
    }

    @Override
    public void declareOutputFields(org.apache.storm.topology.OutputFieldsDeclarer declarer) {}

    @Override
    public Map<String, Object> getComponentConfiguration() {
      return null;
    }
  }
}
