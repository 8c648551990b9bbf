package io.landfall.it.simulation.storm;

import io.landfall.it.simulation.storm.Surroundings.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Values;

/** A spout that is watched. What it emits and where it has it from is up to the class below it. */
abstract class FeedSpout extends BaseRichSpout implements SpoutWatch.Progress {

  private static final long serialVersionUID = 1L;

  private final long worldId;
  private final int component;

  /** Who gets all that it emits directly; null if that is nobody. */
  private final String directTarget;

  private final boolean tracked;
  private int task;
  private int instance;
  private transient SpoutOutputCollector collector;
  private transient TopologyContext context;

  FeedSpout(long worldId, int component, String directTarget, boolean tracked) {
    this.worldId = worldId;
    this.component = component;
    this.directTarget = directTarget;
    this.tracked = tracked;
  }

  @Override
  public final void open(
      Map<String, Object> conf,
      TopologyContext topologyContext,
      SpoutOutputCollector outputCollector) {
    surroundings().world().touch();
    context = topologyContext;
    collector = outputCollector;
    task = context.getThisTaskIndex();
    Place place = new Place(component, task);
    instance = surroundings().opened(place, this).number();
    connect(place);
  }

  /** It opens. */
  void connect(Place place) {}

  @Override
  public final void activate() {
    watch().activated(true);
  }

  @Override
  public final void deactivate() {
    watch().activated(false);
  }

  @Override
  public final void close() {
    watch().close();
    disconnect();
  }

  /** It closes. */
  void disconnect() {}

  @Override
  public final void nextTuple() {
    watch().requested();
    emitSome();
  }

  /** Emits what is to be emitted now. */
  abstract void emitSome();

  final void emit(long number) {
    MessageId id = new MessageId(component, task, number);
    List<Long> items = new ArrayList<>(List.of(id.item()));
    if (tracked) {
      watch().emitting(id);
    }
    Values values = Items.values(items, 0, instance, watch().nextEmit());
    MessageId given = tracked ? id : null;
    if (directTarget != null) {
      List<Integer> tasks = context.getComponentTasks(directTarget);
      int target = tasks.get(Items.target(id.item(), tasks.size()));
      collector.emitDirect(target, Items.DIRECT, values, given);
    } else {
      collector.emit(Items.stream(items), values, given);
    }
  }

  @Override
  public final void ack(Object messageId) {
    watch().acked((MessageId) messageId);
    acked(((MessageId) messageId).number());
    surroundings().world().touched();
  }

  abstract void acked(long number);

  @Override
  public final void fail(Object messageId) {
    watch().failed((MessageId) messageId);
    failed(((MessageId) messageId).number());
    surroundings().world().touched();
  }

  abstract void failed(long number);

  final Surroundings surroundings() {
    return Surroundings.of(worldId);
  }

  private SpoutWatch watch() {
    return (SpoutWatch) surroundings().instance(instance);
  }

  @Override
  public final void declareOutputFields(OutputFieldsDeclarer declarer) {
    Items.declare(declarer);
  }
}
