package io.landfall.it.simulation.job;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.serialization.ValueSerializer;
import io.landfall.api.state.ListState;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.operators.spi.Output;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The stages that need operator state or a cycle, which functions do not have. */
record StageOperators(Stage stage) implements OperatorFactory {

  /** The side output of what does not pass. */
  static final String SIDE = "side";

  /** The side output that goes back to the operator itself. */
  static final String AGAIN = "again";

  /** What goes round. */
  record Hop(long value, int hop) {}

  @Override
  public String kind() {
    return "simulated-" + stage.kind();
  }

  @Override
  public Operator create(int subtaskIndex) {
    return switch (stage.kind()) {
      case SIDES -> new Sides(stage.amount());
      case BUFFER -> new Buffer(2 + stage.amount());
      case UNION_COUNT -> new UnionCount();
      case BROADCAST -> new Broadcast();
      case LOOP -> new Loop(Arithmetic.hops(stage.amount()));
      default -> throw new IllegalArgumentException(stage.toString());
    };
  }

  @Override
  @SuppressWarnings("unchecked")
  public Serializer<Object> feedbackSerializer(Serializer<Object> generic) {
    return (Serializer<Object>) (Serializer<?>) new HopSerializer();
  }

  private static final class Sides extends AbstractOperator {
    private final int amount;
    private Output side;

    Sides(int amount) {
      this.amount = amount;
    }

    @Override
    public void open(OperatorContext operatorContext) throws Exception {
      super.open(operatorContext);
      side = context.sideOutput(SIDE);
    }

    @Override
    public void onRecord(int input, Object value, long timestampMs) {
      (Arithmetic.passes((Long) value, amount) ? output : side).emit(value, timestampMs);
    }
  }

  private static final class Buffer extends AbstractOperator {
    private final int most;
    private final List<Long> values = new ArrayList<>();
    private ListState<Long> stored;

    Buffer(int most) {
      this.most = most;
    }

    @Override
    public void open(OperatorContext operatorContext) throws Exception {
      super.open(operatorContext);
      stored = context.operatorState().splitList("buffer", new LongSerializer());
      stored.get().forEach(values::add);
    }

    @Override
    public void onRecord(int input, Object value, long timestampMs) {
      values.add((Long) value);
      if (values.size() > most) {
        flush();
      }
    }

    private void flush() {
      values.forEach(value -> output.emit(value, Long.MIN_VALUE));
      values.clear();
    }

    @Override
    public void snapshot(long checkpointId) throws Exception {
      stored.update(values);
    }

    @Override
    public void onEndOfInput() {
      flush();
    }
  }

  private static final class UnionCount extends AbstractOperator {
    private ListState<Long> stored;
    private long count;

    @Override
    public void open(OperatorContext operatorContext) throws Exception {
      super.open(operatorContext);
      stored = context.operatorState().unionList("counts", new LongSerializer());
      if (context.subtaskIndex() == 0) {
        for (long each : stored.get()) {
          count += each;
        }
      }
    }

    @Override
    public void onRecord(int input, Object value, long timestampMs) {
      count++;
    }

    @Override
    public void snapshot(long checkpointId) throws Exception {
      stored.update(List.of(count));
    }

    @Override
    public void onEndOfInput() {
      for (; count > 0; count--) {
        output.emit(Arithmetic.counted(), Long.MIN_VALUE);
      }
    }
  }

  private static final class Broadcast extends AbstractOperator {
    @Override
    public void onRecord(int input, Object value, long timestampMs) {
      if (Arithmetic.target((Long) value, context.parallelism()) == context.subtaskIndex()) {
        output.emit(value, timestampMs);
      }
    }
  }

  private static final class Loop extends AbstractOperator {
    private final int hops;
    private Output again;

    Loop(int hops) {
      this.hops = hops;
    }

    @Override
    public void open(OperatorContext operatorContext) throws Exception {
      super.open(operatorContext);
      again = context.sideOutput(AGAIN);
    }

    @Override
    public void onRecord(int input, Object value, long timestampMs) {
      Hop hop = value instanceof Hop h ? h : new Hop((Long) value, 0);
      output.emit(Arithmetic.hop(hop.value(), hop.hop()), timestampMs);
      if (hop.hop() < hops) {
        again.emit(new Hop(hop.value(), hop.hop() + 1), timestampMs);
      }
    }
  }

  private static final class HopSerializer implements ValueSerializer<Hop> {
    private static final long serialVersionUID = 1L;

    @Override
    public void write(Hop value, DataOutput out) throws IOException {
      out.writeLong(value.value());
      out.writeInt(value.hop());
    }

    @Override
    public Hop read(DataInput in) throws IOException {
      return new Hop(in.readLong(), in.readInt());
    }
  }
}
