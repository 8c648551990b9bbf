package io.landfall.storm.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.storm.conf.Guarantee;
import io.landfall.storm.testing.Script;
import io.landfall.storm.testing.Script.FedSpout;
import io.landfall.storm.testing.Script.ScriptedBolt;
import io.landfall.storm.testing.TopologyHarness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.ICredentialsListener;
import org.apache.storm.hooks.BaseTaskHook;
import org.apache.storm.hooks.BaseWorkerHook;
import org.apache.storm.hooks.info.BoltAckInfo;
import org.apache.storm.hooks.info.BoltExecuteInfo;
import org.apache.storm.hooks.info.EmitInfo;
import org.apache.storm.metric.api.CountMetric;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.task.WorkerUserContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.TupleImpl;
import org.apache.storm.tuple.Values;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What user code sees around it. */
class StormTaskTest {

  private final Map<String, Object> conf = new HashMap<>();

  @BeforeEach
  void clear() {
    Script.clear();
  }

  private TopologyHarness run(TopologyBuilder builder) {
    return new TopologyHarness(builder.createTopology(), conf, Guarantee.AT_LEAST_ONCE);
  }

  /** Looks around. */
  public static final class LookingBolt extends BaseRichBolt implements ICredentialsListener {
    private static final long serialVersionUID = 1L;
    private transient TopologyContext context;

    @Override
    public void setCredentials(Map<String, String> credentials) {
      Script.CALLS.add("credentials " + credentials);
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext c, OutputCollector collector) {
      context = c;
      context.registerMetric("v1", new CountMetric(), 10);
      context.registerCounter("v2").inc();
      context.setExecutorData("seen", context.getThisTaskId());
      Script.CALLS.add(
          "prepared task "
              + context.getThisTaskId()
              + " index "
              + context.getThisTaskIndex()
              + " of "
              + context.getComponentTasks(context.getThisComponentId())
              + ", mine "
              + conf.get("mine")
              + ", timeout "
              + conf.get(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS));
    }

    @Override
    public void execute(Tuple tuple) {
      Script.CALLS.add(
          "executed in "
              + context.getThisTaskIndex()
              + ", executor data "
              + context.getExecutorData("seen")
              + ", fields "
              + tuple.getFields()
              + ", from "
              + tuple.getSourceGlobalStreamId().get_streamId());
      try {
        context.registerMetric("late", new CountMetric(), 10);
      } catch (RuntimeException e) {
        Script.CALLS.add("late metric refused");
      }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
  }

  @Test
  void givesTasksTheContextThatStormWould() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("s", new FedSpout());
    builder
        .setBolt("b", new LookingBolt(), 1)
        .setNumTasks(2)
        .addConfiguration("mine", "yes")
        .globalGrouping("s", "other");
    try (TopologyHarness harness = run(builder)) {
      harness.control().setCredentials(Map.of("user", "me"));
      Script.TO_EMIT.add(new Script.Emit("other", new Values("x"), null));
      harness.steps(1);
      assertThat(Script.CALLS)
          .contains(
              "credentials {}",
              "prepared task 2 index 0 of [2, 3], mine yes, timeout 30",
              "credentials {user=me}",
              "executed in 0, executor data 3, fields [value], from other",
              "late metric refused");
    }
  }

  /** Emits to one task. */
  public static final class RoutingBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;
    private transient OutputCollector collector;
    private int target;

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector c) {
      collector = c;
      target = context.getComponentTasks("a").get(1);
    }

    @Override
    public void execute(Tuple tuple) {
      collector.emitDirect(target, "routes", tuple, new Values(tuple.getValue(0)));
      collector.ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declareStream("routes", true, new org.apache.storm.tuple.Fields("value"));
    }
  }

  @Test
  void emitsDirectlyToTheTaskThatIsNamed() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("s", new FedSpout());
    builder.setBolt("router", new RoutingBolt()).shuffleGrouping("s");
    builder
        .setBolt(
            "a",
            new ScriptedBolt(
                (tuple, collector) -> {
                  Script.SEEN.add(tuple.getValue(0));
                  collector.ack(tuple);
                }),
            2)
        .directGrouping("router", "routes");
    try (TopologyHarness harness = run(builder)) {
      Script.feed("x", 1);
      harness.steps(2);
      assertThat(Script.SEEN).containsExactly("x");
      assertThat(Script.ACKED).containsExactly(1);
    }
  }

  @Test
  void refusesEmitsThatStormRefuses() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("s", new FedSpout());
    builder
        .setBolt("b", new ScriptedBolt((tuple, collector) -> {}, "value"))
        .shuffleGrouping("s")
        .directGrouping("s", "direct");
    builder.setBolt("c", new ScriptedBolt((tuple, collector) -> {})).shuffleGrouping("b");
    try (TopologyHarness harness = run(builder)) {
      OutputCollector collector = Script.COLLECTORS.get("b");
      assertThatThrownBy(() -> collector.emit("nowhere", new Values("x")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nowhere");
      int shuffled = harness.job().runs().plan().componentTasks().get("c").get(0);
      assertThatThrownBy(() -> collector.emitDirect(shuffled, new Values("x")))
          .isInstanceOf(IllegalArgumentException.class);
      int stranger = harness.job().runs().plan().componentTasks().get("s").get(0);
      collector.emitDirect(stranger, new Values("x"));
      Script.TO_EMIT.add(new Script.Emit("direct", new Values("x"), null));
      assertThatThrownBy(() -> harness.steps(1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Writes down what it is told. */
  public static final class WritingHook extends BaseTaskHook {
    @Override
    public void emit(EmitInfo info) {
      Script.CALLS.add("hook emit " + info.stream + " to " + info.outTasks);
    }

    @Override
    public void boltExecute(BoltExecuteInfo info) {
      Script.CALLS.add("hook execute");
    }

    @Override
    public void boltAck(BoltAckInfo info) {
      Script.CALLS.add("hook ack");
    }
  }

  @Test
  void callsTaskHooksAlsoForWhatStormSendsToItsAckers() {
    conf.put(Config.TOPOLOGY_AUTO_TASK_HOOKS, List.of(WritingHook.class.getName()));
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("s", new FedSpout());
    builder
        .setBolt("b", new ScriptedBolt((tuple, collector) -> collector.ack(tuple)))
        .shuffleGrouping("s");
    try (TopologyHarness harness = run(builder)) {
      Script.CALLS.clear();
      Script.feed("x", 1);
      harness.steps(2);
      assertThat(Script.CALLS)
          .filteredOn(call -> call.startsWith("hook"))
          .containsExactly(
              "hook emit default to [2]",
              "hook emit __ack_init to [1]",
              "hook emit __ack_ack to [1]",
              "hook ack",
              "hook execute");
    }
  }

  /** Starts and stops with the worker. */
  public static final class WritingWorkerHook extends BaseWorkerHook {
    private static final long serialVersionUID = 1L;

    @Override
    public void start(Map<String, Object> conf, WorkerUserContext context) {
      context.setResource("shared", "thing");
      Script.CALLS.add("worker start");
    }

    @Override
    public void shutdown() {
      Script.CALLS.add("worker shutdown");
    }
  }

  @Test
  void startsWorkerHooksBeforeTheTasksAndStopsThemAfter() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("s", new FedSpout());
    builder.addWorkerHook(new WritingWorkerHook());
    run(builder).close();
    assertThat(Script.CALLS).startsWith("worker start").endsWith("worker shutdown");
  }

  @Test
  void failsOnAValueThatCannotBeSerializedIfAskedToTry() {
    conf.put(Config.TOPOLOGY_TESTING_ALWAYS_TRY_SERIALIZE, true);
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("s", new FedSpout());
    builder.setBolt("b", new ScriptedBolt((tuple, collector) -> {})).shuffleGrouping("s");
    try (TopologyHarness harness = run(builder)) {
      Script.feed(new StringBuilder().append(1).reverse().chars(), null);
      assertThatThrownBy(() -> harness.steps(1)).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void acksThroughACopyOfATuple() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("s", new FedSpout());
    builder
        .setBolt("b", new ScriptedBolt((tuple, c) -> c.ack(new TupleImpl(tuple))))
        .shuffleGrouping("s");
    try (TopologyHarness harness = run(builder)) {
      Script.feed("x", 7);
      harness.steps(2);
      assertThat(Script.ACKED).containsExactly(7);
    }
  }

  @Test
  void leavesOutTheTicksThatFellDueDuringALongCall() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", new FedSpout());
    builder
        .setBolt(
            "ticking",
            new ScriptedBolt((tuple, collector) -> Script.SEEN.add(tuple.getSourceStreamId())))
        .shuffleGrouping("spout")
        .addConfiguration(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, 1);
    try (TopologyHarness harness = run(builder)) {
      harness.stallSeconds(10).advanceSeconds(0.9);
      assertThat(Script.SEEN).containsExactly("__tick");

      harness.advanceSeconds(0.1);

      assertThat(Script.SEEN).containsExactly("__tick", "__tick");
    }
  }

  /** Fails at the very end. */
  public static final class FailingHook extends BaseTaskHook {
    @Override
    public void cleanup() {
      throw new IllegalStateException("cannot clean up");
    }
  }

  @Test
  void leavesTheRunAlsoIfAHookFailsToCleanUp() {
    conf.put(Config.TOPOLOGY_AUTO_TASK_HOOKS, List.of(FailingHook.class.getName()));
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", new FedSpout());
    TopologyHarness harness = run(builder);
    TopologyRuns runs = harness.job().runs();
    TopologyRun first = runs.acquire();
    runs.release();

    assertThatThrownBy(harness::close).hasMessage("cannot clean up");

    assertThat(runs.acquire()).isNotSameAs(first);
    runs.release();
  }
}
