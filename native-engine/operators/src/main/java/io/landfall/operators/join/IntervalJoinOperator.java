package io.landfall.operators.join;

import io.landfall.api.function.Collector;
import io.landfall.api.function.Counter;
import io.landfall.api.function.Function;
import io.landfall.api.function.OutputTag;
import io.landfall.api.function.ProcessJoinFunction;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.state.MapState;
import io.landfall.operators.process.FunctionOperator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.Output;
import io.landfall.operators.window.WatermarkFloor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keeps the records of both inputs by timestamp for as long as the other may still bring one that
 * is close enough. The rules are those of Flink's {@code IntervalJoinOperator}; unlike there,
 * several matches come in the order of their timestamps, what was late stays late after a restore,
 * and a record at the watermark itself is late: some of those that it would meet are gone by then.
 */
final class IntervalJoinOperator extends FunctionOperator<Function>
    implements ProcessJoinFunction.Context, Collector<Object> {

  private static final int LEFT = 0;
  private static final int RIGHT = 1;

  /** Namespaces of the timers, by input. */
  private static final List<String> SIDES = List.of("left", "right");

  private final BuiltIn.IntervalJoin spec;
  private final ProcessJoinFunction<Object, Object, Object> process;

  /** By input: what is kept, by timestamp. */
  private final List<MapState<Long, ArrayList<Object>>> buffers = new ArrayList<>();

  /** By input; null elements if late records are dropped. */
  private final Output[] lateOutputs = new Output[2];

  private WatermarkFloor watermark;
  private Counter lateRecordsDropped;
  private long leftMs;
  private long rightMs;

  IntervalJoinOperator(
      BuiltIn.IntervalJoin spec,
      ProcessJoinFunction<Object, Object, Object> process,
      Function function) {
    super(function);
    this.spec = spec;
    this.process = process;
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    super.open(operatorContext);
    watermark = new WatermarkFloor(context, "join-watermark");
    buffers.add(context.mapState("left-records"));
    buffers.add(context.mapState("right-records"));
    lateOutputs[LEFT] = lateOutput(spec.lateLeft());
    lateOutputs[RIGHT] = lateOutput(spec.lateRight());
    lateRecordsDropped = context.counter("lateRecordsDropped");
  }

  private Output lateOutput(OutputTag<?> tag) {
    return tag == null ? null : context.sideOutput(tag.id());
  }

  @Override
  public void onRecord(int input, Object value, long timestampMs) throws Exception {
    if (timestampMs == Long.MIN_VALUE) {
      throw new IllegalStateException(
          "record '"
              + value
              + "' has no timestamp, which an interval join needs; put"
              + " watermarks(WatermarkStrategy....withTimestamps(...)) before it");
    }
    if (timestampMs <= watermark.watermarkMs()) {
      onLate(input, value, timestampMs);
      return;
    }
    keep(buffers.get(input), value, timestampMs);
    if (input == LEFT) {
      matchRights(value, timestampMs);
    } else {
      matchLefts(value, timestampMs);
    }
    context.timers().registerEventTimer(SIDES.get(input), plus(timestampMs, keptMs(input)));
  }

  private void onLate(int input, Object value, long timestampMs) {
    if (lateOutputs[input] == null) {
      lateRecordsDropped.add(1);
    } else {
      lateOutputs[input].emit(value, timestampMs);
    }
  }

  private static void keep(
      MapState<Long, ArrayList<Object>> buffer, Object value, long timestampMs) {
    ArrayList<Object> same = buffer.get(timestampMs);
    if (same == null) {
      same = new ArrayList<>();
    }
    same.add(value);
    buffer.put(timestampMs, same);
  }

  private void matchRights(Object left, long timestampMs) throws Exception {
    leftMs = timestampMs;
    long fromMs = plus(timestampMs, spec.lowerMs());
    long toMs = plus(timestampMs, spec.upperMs());
    for (Map.Entry<Long, ArrayList<Object>> near : near(RIGHT, fromMs, toMs)) {
      rightMs = near.getKey();
      for (Object right : near.getValue()) {
        process.process(left, right, this, this);
      }
    }
  }

  private void matchLefts(Object right, long timestampMs) throws Exception {
    rightMs = timestampMs;
    long fromMs = plus(timestampMs, -spec.upperMs());
    long toMs = plus(timestampMs, -spec.lowerMs());
    for (Map.Entry<Long, ArrayList<Object>> near : near(LEFT, fromMs, toMs)) {
      leftMs = near.getKey();
      for (Object left : near.getValue()) {
        process.process(left, right, this, this);
      }
    }
  }

  /** By timestamp; a copy, since the user's function may change state. */
  private List<Map.Entry<Long, ArrayList<Object>>> near(int input, long fromMs, long toMs) {
    List<Map.Entry<Long, ArrayList<Object>>> found = new ArrayList<>();
    for (Map.Entry<Long, ArrayList<Object>> each : buffers.get(input).entries()) {
      if (each.getKey() >= fromMs && each.getKey() <= toMs) {
        found.add(Map.entry(each.getKey(), each.getValue()));
      }
    }
    found.sort(Map.Entry.comparingByKey());
    return found;
  }

  /** How long behind its timestamp a record may still meet one that is not late. */
  private long keptMs(int input) {
    return Math.max(0, input == LEFT ? spec.upperMs() : -spec.lowerMs());
  }

  @Override
  public void onTimer(Object namespace, long timerMs, boolean eventTime) {
    int input = SIDES.indexOf(namespace);
    buffers.get(input).remove(timerMs - keptMs(input));
  }

  private static long plus(long timestampMs, long differenceMs) {
    long sum = timestampMs + differenceMs;
    if (differenceMs >= 0) {
      return sum < timestampMs ? Long.MAX_VALUE : sum;
    }
    return sum > timestampMs ? Long.MIN_VALUE : sum;
  }

  @Override
  public void onWatermark(long watermarkMs) throws Exception {
    watermark.onWatermark(watermarkMs);
    super.onWatermark(watermarkMs);
  }

  @Override
  public void snapshot(long checkpointId) {
    watermark.snapshot();
  }

  @Override
  public void collect(Object value) {
    output.emit(value, timestampMs());
  }

  @Override
  public <T> void output(OutputTag<T> tag, T value) {
    context.sideOutput(tag.id()).emit(value, timestampMs());
  }

  @Override
  public long leftTimestampMs() {
    return leftMs;
  }

  @Override
  public long rightTimestampMs() {
    return rightMs;
  }

  @Override
  public long timestampMs() {
    return Math.max(leftMs, rightMs);
  }
}
