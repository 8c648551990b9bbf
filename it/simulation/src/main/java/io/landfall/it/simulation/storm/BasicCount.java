package io.landfall.it.simulation.storm;

import io.landfall.it.simulation.storm.Surroundings.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.BasicOutputCollector;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseBasicBolt;
import org.apache.storm.tuple.Tuple;

/** Counts, as a basic bolt: Storm anchors and acks for it. */
final class BasicCount extends BaseBasicBolt {

  private static final long serialVersionUID = 1L;

  private final long worldId;
  private final int component;
  private final boolean forwards;
  private final String[] directTargets;
  private final Map<Long, Integer> counts = new HashMap<>();
  private int instance;
  private transient TopologyContext context;

  BasicCount(long worldId, int component, BoltPlan plan, String[] directTargets) {
    this.worldId = worldId;
    this.component = component;
    this.forwards = plan.forwards();
    this.directTargets = directTargets;
  }

  @Override
  public void prepare(Map<String, Object> conf, TopologyContext topologyContext) {
    Surroundings.of(worldId).world().touch();
    context = topologyContext;
    Place place = new Place(component, topologyContext.getThisTaskIndex());
    BoltWatch watch = Surroundings.of(worldId).prepared(place);
    instance = watch.number();
    watch.countsIn(counts);
  }

  @Override
  public void execute(Tuple tuple, BasicOutputCollector collector) {
    watch().executing(tuple);
    List<Long> items = StepBolt.items(tuple);
    watch().count(items);
    if (forwards) {
      collector.emit(Items.stream(items), Items.values(items, 0, instance, watch().nextEmit()));
      for (String target : directTargets) {
        List<Integer> tasks = context.getComponentTasks(target);
        int task = tasks.get(Items.target(items.get(0), tasks.size()));
        collector.emitDirect(
            task, Items.DIRECT, Items.values(items, 0, instance, watch().nextEmit()));
      }
    }
  }

  private BoltWatch watch() {
    return (BoltWatch) Surroundings.of(worldId).instance(instance);
  }

  @Override
  public void cleanup() {
    watch().close();
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    Items.declare(declarer);
  }
}
