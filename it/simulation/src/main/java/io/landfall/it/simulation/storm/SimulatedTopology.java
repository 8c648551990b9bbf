package io.landfall.it.simulation.storm;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.it.simulation.Differences;
import io.landfall.it.simulation.SimulatedJob;
import io.landfall.it.simulation.World;
import io.landfall.storm.conf.Guarantee;
import io.landfall.storm.conf.NumberTypes;
import io.landfall.storm.conf.StormConf;
import io.landfall.storm.job.StormJob;
import io.landfall.storm.task.TopologyControl;
import io.landfall.storm.topology.TopologyPlan;
import io.landfall.storm.topology.TopologyPlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** A topology over all the processes that run it, and what came of it. */
final class SimulatedTopology implements SimulatedJob {

  private static final Map<String, Object> CLUSTER_CONF = StormConf.clusterConf();

  private final StormSpec spec;
  private final World world;
  private final Expectation expectation;
  private final Surroundings surroundings;

  /** By counting component, what the last process left. */
  private final Map<Integer, Map<Long, Integer>> left = new TreeMap<>();

  private boolean connected;
  private boolean done;
  private boolean audited;

  SimulatedTopology(StormSpec spec, World world) {
    this.spec = spec;
    this.world = world;
    this.expectation = new Expectation(spec);
    this.surroundings = new Surroundings(world, spec, expectation);
    this.audited = !spec.audited() || !keepsState();
    world.add(Surroundings.class, surroundings);
  }

  /** True if checkpoints outlive a process. */
  private boolean keepsState() {
    return spec.exactlyOnce() && spec.settings().durable();
  }

  @Override
  public LogicalGraph graph(int start) throws JobRefusedException {
    connected = true;
    done = false;
    if (start > 0 && !keepsState()) {
      world.forgotten();
      if (spec.exactlyOnce()) {
        surroundings.beginAnew();
      }
    }
    TopologyPlan plan =
        new TopologyPlanner(CLUSTER_CONF, NumberTypes.INTEGER)
            .plan(
                "simulated",
                "simulated-1-1",
                TopologyOf.conf(spec),
                TopologyOf.build(spec, world.id()));
    Guarantee guarantee = spec.exactlyOnce() ? Guarantee.EXACTLY_ONCE : Guarantee.AT_LEAST_ONCE;
    TopologyControl control = new TopologyControl(true, Map.of());
    return StormJob.of(plan, spec.settings().options(), guarantee, control).graph();
  }

  @Override
  public void disconnected() {
    done = isComplete();
    left.clear();
    forEachCounting(component -> left.put(component, surroundings.counts(component)));
    connected = false;
    surroundings.disconnected();
  }

  @Override
  public boolean isDone() {
    if (connected && surroundings.hasChanged()) {
      done = isComplete();
    }
    if (!connected && done && !audited) {
      // It has stopped in good order: what it counted must be there when it starts again.
      audited = true;
      return false;
    }
    return done;
  }

  private boolean isComplete() {
    if (!surroundings.isDrained()) {
      return false;
    }
    boolean[] complete = {true};
    forEachCounting(
        component ->
            complete[0] &= surroundings.countedItems(component) >= expectation.total(component));
    if (!complete[0]) {
      return false;
    }
    forEachCounting(
        component -> {
          Map<Long, Integer> found = surroundings.counts(component);
          complete[0] &=
              expectation.counts(component).entrySet().stream()
                  .allMatch(each -> found.getOrDefault(each.getKey(), 0) >= each.getValue());
        });
    return complete[0];
  }

  private void forEachCounting(IntConsumer action) {
    for (int i = 0; i < spec.bolts().size(); i++) {
      if (spec.bolts().get(i).kind().isCounting()) {
        action.accept(spec.indexOf(i));
      }
    }
  }

  @Override
  public String situation() {
    List<String> missing = new ArrayList<>(surroundings.undrained());
    forEachCounting(
        component -> {
          String difference = difference(component, surroundings.counts(component), true);
          if (difference != null) {
            missing.add(difference);
          }
        });
    return ", " + String.join(", ", missing);
  }

  @Override
  public List<String> check(boolean atLeastOnce) {
    List<String> wrong = new ArrayList<>();
    boolean orMore = atLeastOnce || !spec.isExact();
    left.forEach(
        (component, counts) -> {
          String difference = difference(component, counts, orMore);
          if (difference != null) {
            wrong.add(difference);
          }
        });
    return wrong;
  }

  private String difference(int component, Map<Long, Integer> found, boolean orMore) {
    String difference =
        Differences.of(
            "items",
            expectation.counts(component),
            found,
            (want, got) -> orMore && want > 0 ? got >= want : got == want);
    return difference == null ? null : "component " + component + ": " + difference;
  }
}
