package io.landfall.it.simulation.storm;

import io.landfall.it.simulation.storm.BoltPlan.Input;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.storm.Config;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.topology.BoltDeclarer;
import org.apache.storm.topology.IRichSpout;
import org.apache.storm.topology.TopologyBuilder;

/** Declares a spec as users declare topologies. */
final class TopologyOf {

  /** Added to the number of a looping bolt, for the echo that it loops through. */
  private static final int ECHO = 1_000;

  private static final int ECHO_TASKS = 2;

  private final StormSpec spec;
  private final long worldId;
  private final TopologyBuilder builder = new TopologyBuilder();

  private TopologyOf(StormSpec spec, long worldId) {
    this.spec = spec;
    this.worldId = worldId;
  }

  static StormTopology build(StormSpec spec, long worldId) {
    TopologyOf topology = new TopologyOf(spec, worldId);
    for (int i = 0; i < spec.spouts().size(); i++) {
      topology.declare(i, spec.spouts().get(i));
    }
    for (int i = 0; i < spec.bolts().size(); i++) {
      topology.declare(spec.indexOf(i), spec.bolts().get(i));
    }
    return topology.builder.createTopology();
  }

  static Map<String, Object> conf(StormSpec spec) {
    Map<String, Object> conf = new HashMap<>();
    conf.put(Config.TOPOLOGY_ACKER_EXECUTORS, spec.ackers());
    if (spec.maxPending() > 0) {
      conf.put(Config.TOPOLOGY_MAX_SPOUT_PENDING, spec.maxPending());
    }
    if (spec.timeoutSecs() > 0) {
      conf.put(Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, spec.timeoutSecs());
    } else {
      conf.put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, false);
    }
    return conf;
  }

  private static String name(int component) {
    return (component < ECHO ? "c" : "echo") + component;
  }

  private void declare(int component, SpoutPlan plan) {
    String direct = directTargets(component).findFirst().map(TopologyOf::name).orElse(null);
    IRichSpout spout =
        switch (plan.kind()) {
          case POSITION -> new PositionSpout(worldId, component, direct, true, plan);
          case UNTRACKED -> new PositionSpout(worldId, component, direct, false, plan);
          case QUEUE -> new QueueSpout(worldId, component, direct);
          case COUNTING_QUEUE -> new QueueSpout.Counting(worldId, component, direct);
        };
    builder.setSpout(name(component), spout, plan.executors()).setNumTasks(plan.tasks());
  }

  private void declare(int component, BoltPlan plan) {
    String[] direct = directTargets(component).map(TopologyOf::name).toArray(String[]::new);
    BoltDeclarer bolt =
        plan.kind() == BoltPlan.Kind.BASIC
            ? builder.setBolt(
                name(component), new BasicCount(worldId, component, plan, direct), plan.executors())
            : builder.setBolt(
                name(component), Bolts.make(worldId, component, plan, direct), plan.executors());
    bolt.setNumTasks(plan.tasks());
    if (plan.kind().isHolding()) {
      bolt.addConfiguration(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, BoltWatch.TICK_SECONDS);
    }
    for (Input input : plan.inputs()) {
      String from = name(input.from());
      if (input.isDirect()) {
        bolt.directGrouping(from, Items.DIRECT);
      } else {
        input.main().declare(bolt, from, Items.MAIN);
        input.side().declare(bolt, from, Items.SIDE);
      }
    }
    if (plan.kind() == BoltPlan.Kind.LOOP) {
      closeLoop(component, plan, bolt);
    }
  }

  private void closeLoop(int component, BoltPlan plan, BoltDeclarer bolt) {
    if (!plan.hasEcho()) {
      Route.FIELDS.declare(bolt, name(component), Items.AGAIN);
      return;
    }
    int echo = component + ECHO;
    Route.SHUFFLE.declare(bolt, name(echo), Items.AGAIN);
    BoltDeclarer echoing = builder.setBolt(name(echo), Bolts.echo(worldId, echo), 1);
    echoing.setNumTasks(ECHO_TASKS);
    Route.FIELDS.declare(echoing, name(component), Items.AGAIN);
  }

  private Stream<Integer> directTargets(int component) {
    List<BoltPlan> bolts = spec.bolts();
    return IntStream.range(0, bolts.size())
        .filter(
            i ->
                bolts.get(i).inputs().stream()
                    .anyMatch(input -> input.from() == component && input.isDirect()))
        .mapToObj(spec::indexOf);
  }
}
