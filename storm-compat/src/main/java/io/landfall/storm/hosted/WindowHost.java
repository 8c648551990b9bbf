package io.landfall.storm.hosted;

import io.landfall.storm.tuple.StormTuple;
import io.landfall.storm.window.EventClock;
import io.landfall.storm.window.WindowSpec;
import io.landfall.storm.window.Windowing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.generated.GlobalStreamId;
import org.apache.storm.spout.CheckpointSpout;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.IStatefulWindowedBolt;
import org.apache.storm.topology.IWindowedBolt;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.windowing.TimestampExtractor;
import org.apache.storm.windowing.TupleWindow;
import org.apache.storm.windowing.TupleWindowImpl;
import org.apache.storm.windowing.TupleWindowIterImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts an {@link IWindowedBolt}, in place of Storm's WindowedBoltExecutor and those derived from
 * it. What is in the window is state: a tuple is acked when it comes in, and the checkpoint that
 * covers this has it. Windows fire in the task's thread.
 */
final class WindowHost implements HostedBolt {

  private static final Logger LOG = LoggerFactory.getLogger(WindowHost.class);

  private final IWindowedBolt bolt;
  private final Host host;
  private final TimestampExtractor timestamps;
  private WindowSpec spec;
  private OutputCollector output;
  private WindowCollector windowOutput;
  private StateHandle state;
  private Windowing<StormTuple> windows;
  private EventClock<String> eventClock;
  private long nextTurnMs;

  /** How far the machine's clock was behind that of the process which was saved. */
  private long clockOffsetMs;

  WindowHost(IWindowedBolt bolt, Host host) {
    this.bolt = bolt;
    this.host = host;
    this.timestamps = bolt.getTimestampExtractor();
  }

  @Override
  public void prepare(
      Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
    output = collector;
    windowOutput = new WindowCollector(collector);
    spec = WindowSpec.of(conf, timestamps != null);
    if (spec.lateStream() != null && !context.getThisStreams().contains(spec.lateStream())) {
      throw new IllegalArgumentException(
          "Stream for late tuples must be defined with the builder method withLateTupleStream");
    }
    bolt.prepare(conf, context, new OutputCollector(windowOutput));
    if (bolt instanceof IStatefulWindowedBolt<?> stateful) {
      state = new StateHandle(stateful, conf, context);
    }
    windows = new Windowing<>(spec, this::onWindow);
    eventClock = new EventClock<>(inputStreams(context), spec.lagMs());
  }

  private static int inputStreams(TopologyContext context) {
    return (int)
        context.getThisSources().keySet().stream()
            .filter(id -> !id.get_streamId().equals(CheckpointSpout.CHECKPOINT_STREAM_ID))
            .count();
  }

  @Override
  @SuppressWarnings("unchecked")
  public void restore(Object saved) {
    Object[] parts = (Object[]) saved;
    if (state != null) {
      state.restore(parts == null ? null : parts[0]);
    }
    if (parts != null) {
      windows.restore((Object[]) parts[1], this::fromPlain);
      eventClock.restore((long) parts[2], (Map<String, Long>) parts[3]);
      clockOffsetMs = Math.max(0, (long) parts[4] - host.nowMs());
    }
  }

  // Windows by the clock cannot bear one that goes back.
  private long nowMs() {
    return host.nowMs() + clockOffsetMs;
  }

  private StormTuple fromPlain(Object plain) {
    StormTuple tuple = host.fromPlain(plain);
    if (tuple != null) {
      tuple.settle();
    }
    return tuple;
  }

  @Override
  public void restored(long checkpointId) {
    if (state != null) {
      state.restored(checkpointId);
    }
  }

  @Override
  public void start() {
    nextTurnMs = host.nowMs();
    if (timestamps != null) {
      scheduleTurn(spec.watermarkIntervalMs(), this::followEventTime);
    } else if (windows.firesByTheClock()) {
      scheduleTurn(spec.slideMs(), () -> windows.onTime(nowMs()));
    }
  }

  // At a fixed rate; turns that were missed are made up for one by one, as Storm's executor does.
  private void scheduleTurn(int intervalMs, Runnable turn) {
    nextTurnMs += intervalMs;
    host.schedule(
        Math.max(0, nextTurnMs - host.nowMs()),
        () -> {
          turn.run();
          scheduleTurn(intervalMs, turn);
        });
  }

  private void followEventTime() {
    if (eventClock.advance()) {
      windows.onWatermark(eventClock.watermarkMs(), nowMs());
    }
  }

  @Override
  public void execute(Tuple input) {
    StormTuple tuple = (StormTuple) input;
    long nowMs = nowMs();
    if (timestamps == null) {
      windows.add(tuple, nowMs, nowMs);
    } else {
      long timeMs = timestamps.extractTimestamp(tuple);
      if (eventClock.track(streamOf(tuple), timeMs)) {
        windows.add(tuple, timeMs, nowMs);
      } else {
        onLate(tuple, timeMs);
      }
    }
    output.ack(tuple);
  }

  private static String streamOf(Tuple tuple) {
    GlobalStreamId id = tuple.getSourceGlobalStreamId();
    return id.get_componentId() + ':' + id.get_streamId();
  }

  private void onLate(StormTuple tuple, long timeMs) {
    if (spec.lateStream() != null) {
      output.emit(spec.lateStream(), tuple, new Values(tuple));
    } else {
      LOG.info("tuple {} with time {} came too late for its window", tuple, timeMs);
    }
  }

  private void onWindow(
      List<StormTuple> all, List<StormTuple> fresh, List<StormTuple> expired, long endMs) {
    windowOutput.inWindow(all.get(0));
    Long startMs = spec.lengthMs() == null ? null : endMs - spec.lengthMs();
    bolt.execute(
        window(List.copyOf(all), List.copyOf(fresh), List.copyOf(expired), startMs, endMs));
  }

  private TupleWindow window(
      List<Tuple> all, List<Tuple> fresh, List<Tuple> expired, Long startMs, Long endMs) {
    if (bolt instanceof IStatefulWindowedBolt<?> stateful && stateful.isPersistent()) {
      return new TupleWindowIterImpl(
          all::iterator, fresh::iterator, expired::iterator, startMs, endMs);
    }
    return new TupleWindowImpl(all, fresh, expired, startMs, endMs);
  }

  @Override
  public Object snapshot(long checkpointId) {
    return new Object[] {
      state == null ? null : state.snapshot(checkpointId),
      windows.state(host::toPlain),
      eventClock.watermarkMs(),
      new HashMap<>(eventClock.latestMs()),
      nowMs()
    };
  }

  @Override
  public void committed(long checkpointId) {
    if (state != null) {
      state.committed(checkpointId);
    }
  }

  @Override
  public void cleanup() {
    bolt.cleanup();
  }
}
