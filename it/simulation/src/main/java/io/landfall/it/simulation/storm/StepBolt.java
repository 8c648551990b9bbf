package io.landfall.it.simulation.storm;

import io.landfall.it.simulation.storm.Surroundings.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.TupleUtils;

/** A bolt that is watched. What it does with a tuple is up to the class below it. */
abstract class StepBolt extends BaseRichBolt {

  private static final long serialVersionUID = 1L;

  private final long worldId;
  private final int component;
  private final boolean foreign;

  /** Those that get what it emits directly. */
  private final String[] directTargets;

  private int instance;
  private transient TopologyContext context;
  private transient OutputCollector collector;

  StepBolt(long worldId, int component, boolean foreign, String[] directTargets) {
    this.worldId = worldId;
    this.component = component;
    this.foreign = foreign;
    this.directTargets = directTargets;
  }

  @Override
  public final void prepare(
      Map<String, Object> conf, TopologyContext topologyContext, OutputCollector outputCollector) {
    surroundings().world().touch();
    context = topologyContext;
    collector = outputCollector;
    BoltWatch watch =
        surroundings().prepared(new Place(component, topologyContext.getThisTaskIndex()));
    instance = watch.number();
    prepared(watch);
  }

  /** It is prepared. */
  void prepared(BoltWatch watch) {}

  @Override
  public final void execute(Tuple tuple) {
    if (TupleUtils.isTick(tuple)) {
      watch().ticked();
      settling(this::ticked);
      collector.ack(tuple);
    } else {
      watch().executing(tuple);
      executeOwn(tuple);
    }
  }

  abstract void executeOwn(Tuple tuple);

  void ticked() {}

  /** Does what emits, acks and fails, on the thread that this bolt does it on. */
  final void settling(Runnable calls) {
    if (!foreign) {
      calls.run();
      return;
    }
    Throwable[] thrown = new Throwable[1];
    Thread thread = new Thread(calls, "of a bolt");
    thread.setUncaughtExceptionHandler((t, e) -> thrown[0] = e);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted, which nobody does in a simulation", e);
    }
    if (thrown[0] instanceof Error error) {
      throw error;
    }
    if (thrown[0] != null) {
      throw (RuntimeException) thrown[0];
    }
  }

  /**
   * @param anchors null for none
   */
  final void emit(Collection<Tuple> anchors, List<Long> items) {
    collector.emit(Items.stream(items), anchors, values(items, 0));
    for (String target : directTargets) {
      List<Integer> tasks = context.getComponentTasks(target);
      int task = tasks.get(Items.target(items.get(0), tasks.size()));
      collector.emitDirect(task, Items.DIRECT, anchors, values(items, 0));
    }
  }

  final void emitAgain(Tuple anchor, List<Long> items, int hop) {
    collector.emit(Items.AGAIN, anchor, values(items, hop));
  }

  private Values values(List<Long> items, int hop) {
    return Items.values(items, hop, instance, watch().nextEmit());
  }

  final void ack(Tuple tuple) {
    collector.ack(tuple);
  }

  final void fail(Tuple tuple) {
    collector.fail(tuple);
  }

  @SuppressWarnings("unchecked")
  static List<Long> items(Tuple tuple) {
    return new ArrayList<>((List<Long>) tuple.getValueByField(Items.ITEMS));
  }

  final BoltWatch watch() {
    return (BoltWatch) surroundings().instance(instance);
  }

  final Surroundings surroundings() {
    return Surroundings.of(worldId);
  }

  @Override
  public final void cleanup() {
    watch().close();
  }

  @Override
  public final void declareOutputFields(OutputFieldsDeclarer declarer) {
    Items.declare(declarer);
  }
}
